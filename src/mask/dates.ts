// Dates moved by a number of days, each in the form in which it is written.

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const fullNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];
const month = `(?:${fullNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|Sept)`;

const forms: readonly RegExp[] = [
  // 2026-03-02, 2026/03/02
  /(?<![\d-])(?<year>(?:19|20)\d{2})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?![\d])/dg,
  // 20260302, also with a time behind it
  /(?<!\d)(?<year>(?:19|20)\d{2})(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?=\d{4}(?:\d{2})?(?!\d)|(?!\d))/dg,
  // 3/2/2026, 03-02-26
  /(?<![\d/.-])(?<month>\d{1,2})(?<sign>[-/.])(?<day>\d{1,2})\k<sign>(?<year>(?:19|20)?\d{2})(?![\d/])/dg,
  // March 2, 2026
  new RegExp(
    `\\b(?<name>${month})\\.? +(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? +(?<year>(?:19|20)\\d{2}))?\\b`,
    'dgi',
  ),
  // 2 March 2026, 02-Mar-2026
  new RegExp(
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?[ -]+(?<name>${month})\\.?,?[ -]+(?<year>(?:19|20)\\d{2})\\b`,
    'dgi',
  ),
];

/** Whether a text is a date and nothing else, perhaps with a time and in quotes. */
export function isDate(text: string): boolean {
  const bare = text.replace(/^[\s="']+|["'\s]+$/g, '');
  return forms.some((form) =>
    [...bare.matchAll(form)].some(
      ({ 0: date, index }) =>
        index === 0 && /^(?:[T ]?[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)$/.test(bare.slice(date.length)),
    ),
  );
}

/** Every date of a text moved by so many days; what is no date of the calendar stays. */
export function movedDates(text: string, days: number): string {
  const places = forms.flatMap((form) => [...text.matchAll(form)]);
  let result = '';
  let done = 0;
  for (const match of places.sort((a, b) => a.index - b.index)) {
    if (match.index < done) continue;
    const moved = movedDate(match, days);
    if (moved === undefined) continue;
    result += text.slice(done, match.index) + moved;
    done = match.index + match[0].length;
  }
  return result + text.slice(done);
}

function movedDate(match: RegExpMatchArray, days: number): string | undefined {
  const { year: writtenYear, month: number, name, day: writtenDay } = match.groups ?? {};
  if (writtenDay === undefined) return undefined;
  const first = name === undefined ? Number(number) : 1 + monthNamed(name);
  // Day before month, as outside the United States.
  const swapped = name === undefined && first > 12;
  const [writtenMonth, day] = swapped ? [Number(writtenDay), first] : [first, Number(writtenDay)];
  const shortYear = writtenYear?.length === 2;
  const year = writtenYear === undefined ? 2001 : Number(writtenYear) + (shortYear ? 2000 : 0);
  const date = new Date(Date.UTC(year, writtenMonth - 1, day));
  if (date.getUTCMonth() !== writtenMonth - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCDate(day + days);
  const parts: Record<string, string> = {
    year: shortYear ? String(date.getUTCFullYear()).slice(2) : String(date.getUTCFullYear()),
    month: String(swapped ? date.getUTCDate() : date.getUTCMonth() + 1),
    day: String(swapped ? date.getUTCMonth() + 1 : date.getUTCDate()),
    name: nameLike(name ?? '', date.getUTCMonth()),
  };
  return replacedGroups(match, parts);
}

function monthNamed(written: string): number {
  return names.findIndex((name) => written.slice(0, 3).toLowerCase() === name.toLowerCase());
}

function nameLike(written: string, index: number): string {
  const name = (written.length > 4 || written.toLowerCase() === 'may' ? fullNames : names)[index] ?? '';
  return written !== '' && written === written.toUpperCase() ? name.toUpperCase() : name;
}

/** The match with its named parts replaced; numbers keep their leading zero. */
function replacedGroups(match: RegExpMatchArray, parts: Readonly<Record<string, string>>): string {
  const { index = 0, indices } = match;
  const places = Object.entries(indices?.groups ?? {}).filter((entry) => entry[1] !== undefined);
  let result = '';
  let done = 0;
  for (const [group, [start, end]] of places.sort((a, b) => a[1][0] - b[1][0])) {
    const written = match[0].slice(start - index, end - index);
    const value = parts[group] ?? written;
    result += match[0].slice(done, start - index);
    result += /^\d\d$/.test(written) ? value.padStart(2, '0') : value;
    done = end - index;
  }
  return result + match[0].slice(done);
}
