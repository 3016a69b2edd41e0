// Which diagnoses are one condition on different sides, told from the titles of the classification: two codes of a category
// whose titles differ only in "right" and "left" are, and with them the ones for the unspecified side and for both. Short
// titles abbreviate each side in its own way; there the character tells in which the codes differ (1 right, 2 left, 3 both,
// 0 or 9 unspecified, ICD-10-CM's habit), as long as the titles agree with it.
import type { Icd10Code } from '../lookup';

export type Laterality = NonNullable<Icd10Code['laterality']>;

export const lateralities: readonly Laterality[] = ['right', 'left', 'bilateral', 'unspecified'];

export interface TitledCode {
  readonly code: string;
  readonly title: string;
}

export interface Side {
  readonly laterality: Laterality;
  /** Number shared by the codes of one condition. */
  readonly family: number;
}

type Family = { number: number } & { [Each in Laterality]?: number };

const sideWord = /\b(?:right|left|unspecified)\b/g;
const wordsOfBoth = /\b(?:bilateral|both)\b/;
/** Words in which the title for both sides may differ from those for one. */
const unequalWords =
  /^(?:right|left|unilateral|bilateral|both|of|the|in|and|with|sides?|eyes?|ears?|limbs?|extremity|extremities)$/;

/** The sides of the codes, by their place in the list. Codes without sides are absent. */
export function sidesOf(codes: readonly TitledCode[]): ReadonlyMap<number, Side> {
  const families = new Map<string, Family>();
  const formsOf = codes.map(({ code, title }) => sideForms(code, title));
  formsOf.forEach((forms, index) => {
    for (const { form, side } of forms) {
      const family = families.get(form) ?? { number: 0 };
      family[side] ??= index;
      families.set(form, family);
    }
  });
  const found = new Map<number, Side>();
  const byWords = new Map<string, Family[]>();
  let number = 0;
  for (const family of families.values()) {
    const { right, left, unspecified } = family;
    // "Right" and "left" in one and the same place: the title speaks of sides there.
    if (right === undefined || left === undefined || found.has(right) || found.has(left)) continue;
    family.number = ++number;
    found.set(right, { laterality: 'right', family: number });
    found.set(left, { laterality: 'left', family: number });
    if (unspecified !== undefined && !found.has(unspecified))
      found.set(unspecified, { laterality: 'unspecified', family: number });
    const key = plainWords(codes[right]);
    byWords.set(key, [...(byWords.get(key) ?? []), family]);
  }
  addByCode(codes, found, number);
  codes.forEach((code, index) => {
    if (found.has(index) || !wordsOfBoth.test(code.title.toLowerCase())) return;
    const [family, ...more] = byWords.get(plainWords(code)) ?? [];
    if (family !== undefined && more.length === 0)
      found.set(index, { laterality: 'bilateral', family: family.number });
  });
  return found;
}

const named: Readonly<Record<Laterality, RegExp>> = {
  right: /\bright\b/i,
  left: /\b(?:left|l)\b/i,
  bilateral: /\b(?:bilateral|bi|both)\b/i,
  unspecified: /\b(?:unspecified|unsp)\b/i,
};
const digits: readonly (readonly [string, Laterality])[] = [
  ['2', 'left'],
  ['3', 'bilateral'],
  ['0', 'unspecified'],
  ['9', 'unspecified'],
];

/** Right-sided codes whose titles found no partner, by the one character in which a left-sided code differs. */
function addByCode(codes: readonly TitledCode[], found: Map<number, Side>, families: number): void {
  const indexOf = new Map(codes.map(({ code }, index) => [code, index]));
  let number = families;
  codes.forEach(({ code, title }, index) => {
    if (found.has(index) || !named.right.test(title) || /\bleft\b/i.test(title)) return;
    const partners = (at: number): readonly (readonly [number, Laterality])[] =>
      digits.flatMap(([digit, laterality]) => {
        const other = indexOf.get(`${code.slice(0, at)}${digit}${code.slice(at + 1)}`);
        const otherTitle = other === undefined ? '' : (codes[other]?.title ?? '');
        const fits = named[laterality].test(otherTitle) && !named.right.test(otherTitle);
        return other !== undefined && fits && !found.has(other) ? [[other, laterality] as const] : [];
      });
    const ways = [3, 4, 5, 6]
      .filter((at) => code[at] === '1')
      .map(partners)
      .filter((way) => way.some(([, laterality]) => laterality === 'left'));
    const [way, ...more] = ways;
    if (way === undefined || more.length > 0) return;
    number++;
    found.set(index, { laterality: 'right', family: number });
    for (const [other, laterality] of way) found.set(other, { laterality, family: number });
  });
}

/** The title with each side word in turn taken out, within the code's category. */
function sideForms(
  code: string,
  title: string,
): { readonly form: string; readonly side: 'right' | 'left' | 'unspecified' }[] {
  const lower = title.toLowerCase();
  const category = code.slice(0, 3);
  return [...lower.matchAll(sideWord)].map((match) => ({
    form: `${category} ${code.length} ${lower.slice(0, match.index)}#${lower.slice(match.index + match[0].length)}`,
    side: match[0] === 'right' ? 'right' : match[0] === 'left' ? 'left' : 'unspecified',
  }));
}

/** The words of a title that do not depend on the side, singular, with the category. */
function plainWords(code: TitledCode | undefined): string {
  const words = (code?.title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !unequalWords.test(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, ''));
  return [code?.code.slice(0, 3) ?? '', ...words.sort()].join(' ');
}
