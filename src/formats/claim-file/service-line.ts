// A service line of a .claim file (box 24).
import type { Provider, ServiceLine } from '../../model/claim';
import type { Field, TextRange } from '../../model/text';
import { type Piece, piecesOf } from '../written-value';
import type { KeyDefinition } from './keys';
import { readProvider, textOf, writtenOf } from './parties';
import type { LocatedLine, Section } from './section';
import { readSequence, type Sequence, type SequenceItem } from './sequence';
import {
  codeField,
  complain,
  dateFields,
  moneyField,
  numberField,
  part,
  type ReadContext,
  resolved,
  single,
  type Written,
} from './values';

/** What lines take from their claim when they have none of their own. */
export interface LineDefaults {
  readonly dateOfService?: ReturnType<typeof dateFields>;
  readonly placeOfService?: Field;
  readonly renderingProvider?: Provider;
  /** For pointers such as `12`, which is L where there are twelve diagnoses and else the first two. */
  readonly diagnosisCount: number;
}

const unitBases: Readonly<Record<string, ServiceLine['unitBasis']>> = {
  units: 'units',
  unit: 'units',
  un: 'units',
  minutes: 'minutes',
  minute: 'minutes',
  min: 'minutes',
  mj: 'minutes',
  days: 'days',
  day: 'days',
  da: 'days',
};
/** All ways to write a unit basis. */
export const unitBasisWords: readonly string[] = Object.keys(unitBases);

const mostModifiers = 4;

/** Reads one line; `number` is 1-based. */
export function readLine(
  context: ReadContext,
  located: LocatedLine,
  number: number,
  defaults: LineDefaults,
): ServiceLine {
  const { section } = located;
  const code = readCode(context, section);
  const revenueCode = codeOf(context, section, 'revenue code');
  if (code.procedureCode === undefined && revenueCode === undefined && !isDamaged(context, located)) {
    complain(
      context,
      firstKey(located),
      'This service line has no procedure code. Write “code:” and the CPT or HCPCS code.',
    );
  }
  const modifiers = [...code.modifiers, ...modifierItems(context, section)].map(({ text, range }) => ({
    value: text.toUpperCase(),
    range,
  }));
  const fifth = modifiers[mostModifiers];
  if (fifth !== undefined)
    complain(
      context,
      fifth.range,
      'A service line has room for four modifiers. Keep the four that matter to the payer most.',
    );
  const date = writtenOf(context, section, 'date');
  const dates = date === undefined ? defaults.dateOfService : dateFields(date);
  const end = writtenOf(context, section, 'end date');
  const endDate = end === undefined ? dates?.to : dateFields(end).from;
  const place = placeOfService(context, section) ?? defaults.placeOfService;
  const provider = readProvider(context, section.get('rendering provider')) ?? defaults.renderingProvider;
  const units = numberOf(context, section, 'units');
  const minutes = numberOf(context, section, 'minutes');
  const charge = writtenOf(context, section, 'charge');
  const cents =
    charge === undefined ? undefined : moneyField(context, charge, section.get('charge')?.key ?? unnamed);
  const drug = textOf(context, section, 'drug code');
  const description = textOf(context, section, 'description');
  return {
    number,
    range: located.item.range,
    ...(code.procedureCode === undefined ? {} : { procedureCode: code.procedureCode }),
    ...(revenueCode === undefined ? {} : { revenueCode }),
    modifiers,
    ...(units === undefined ? {} : { units }),
    unitBasis: unitBasis(context, section),
    ...(cents === undefined ? {} : { charge: cents }),
    diagnosisPointers: pointers(context, section, defaults.diagnosisCount),
    ...(dates === undefined ? {} : { dateOfService: dates.from }),
    ...(endDate === undefined ? {} : { dateOfServiceEnd: endDate }),
    ...(place === undefined ? {} : { placeOfService: place }),
    ...(provider === undefined ? {} : { renderingProvider: provider }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(drug === undefined ? {} : { drugCode: drug }),
    ...(description === undefined ? {} : { description }),
    remarks: readRemarks(context, section, 'note'),
  };
}

const unnamed: KeyDefinition = { name: 'value', kind: 'text', description: '' };

/** The code is there and cannot be read, or the line is broken: that is said already. */
function isDamaged(context: ReadContext, located: LocatedLine): boolean {
  const { start, end } = located.item.range;
  const code = located.section.get('code')?.entry.value;
  return (
    (code !== undefined && resolved(code).kind !== 'empty' && resolved(code).kind !== 'scalar') ||
    (context.damage ?? []).some((range) => range.start >= start && range.start <= end)
  );
}

function firstKey(located: LocatedLine): TextRange {
  return located.node.entries[0]?.key.range ?? located.item.range;
}

/** A code, upper case, or undefined. */
export function codeOf(context: ReadContext, section: Section, name: string): Field | undefined {
  const value = writtenOf(context, section, name);
  return value === undefined ? undefined : codeField(value);
}

/** Text or a list of texts. */
export function readRemarks(context: ReadContext, section: Section, name: string): readonly Field[] {
  const found = section.get(name);
  if (found === undefined) return [];
  const node = resolved(found.entry.value);
  const nodes = node.kind === 'list' ? node.items.map((item) => item.value) : [node];
  return nodes.flatMap((each) => {
    const value = single(context, each, found.key);
    return value === undefined ? [] : [{ value: value.piece.text, range: value.piece.range }];
  });
}

/** A place of service. One digit alone is reported: a leading zero is soon lost, and 2 and 02 are not the same. */
export function placeOfService(context: ReadContext, section: Section): Field | undefined {
  const value = writtenOf(context, section, 'place of service');
  if (value === undefined) return undefined;
  const { text, range } = value.piece;
  if (/^\d$/.test(text)) {
    const quoted = /["']/.test(context.text.charAt(range.start - 1));
    complain(
      context,
      range,
      `A place of service has two digits. If this means 0${text}, write "0${text}" in quotes so that the zero stays.`,
      'warning',
      {
        title: `Write 0${text}`,
        edits: [{ range, newText: quoted ? `0${text}` : `"0${text}"` }],
        lossless: false,
      },
    );
  }
  return codeField(value);
}

/** The code, and the modifiers that follow it in the same value (20561-59-GP). */
export function readCode(
  context: ReadContext,
  section: Section,
): { procedureCode?: Field; modifiers: readonly Piece[]; value?: Written } {
  const value = writtenOf(context, section, 'code');
  if (value === undefined) return { modifiers: [] };
  const [first, ...rest] = piecesOf(value.piece.text, ',;:/+&-|');
  if (first === undefined || rest.length === 0 || rest.some(({ text }) => !/^[A-Za-z0-9]{2}$/.test(text))) {
    return { procedureCode: codeField(value), modifiers: [], value };
  }
  const code = part(value, first.range.start, first.range.end);
  return {
    procedureCode: { value: code.text.toUpperCase(), range: code.range },
    modifiers: rest.map(({ range }) => part(value, range.start, range.end)),
    value,
  };
}

/** The list under `modifiers`, when there is one that can be read as such. */
export function modifierSequence(section: Section, inBrackets: boolean): Sequence | undefined {
  const found = section.get('modifiers');
  return found === undefined ? undefined : readSequence(found.entry.value, () => 'words', inBrackets);
}

function modifierItems(context: ReadContext, section: Section): readonly Piece[] {
  const found = section.get('modifiers');
  const sequence = modifierSequence(section, false);
  if (found !== undefined && sequence === undefined) {
    complain(
      context,
      found.entry.value.range,
      'Modifiers are a list such as [GP, 59], or one value such as "GP, 59".',
    );
  }
  const numbered = ['1', '2', '3', '4'].flatMap((number) => {
    const value = writtenOf(context, section, `modifier ${number}`);
    return value === undefined ? [] : [value.piece];
  });
  return [...(sequence?.items ?? []), ...numbered];
}

/** The list under `pointers`: letters may stand together (AB), numbers up to 9 as well (12). */
export function pointerSequence(
  section: Section,
  inBrackets: boolean,
  diagnosisCount: number,
): Sequence | undefined {
  const found = section.get('pointers');
  const splitting = (text: string) => {
    if (/^[A-Za-z]+$/.test(text)) return 'characters';
    return /^\d{2,4}$/.test(text) && (Number(text) > 12 || Number(text) > Math.max(diagnosisCount, 9))
      ? 'characters'
      : 'words';
  };
  return found === undefined ? undefined : readSequence(found.entry.value, splitting, inBrackets);
}

function pointers(context: ReadContext, section: Section, diagnosisCount: number): readonly Field<number>[] {
  const found = section.get('pointers');
  if (found === undefined) return [];
  const sequence = pointerSequence(section, false, diagnosisCount);
  if (sequence === undefined) {
    complain(
      context,
      found.entry.value.range,
      'Diagnosis pointers are letters such as AB, or a list such as [1, 2].',
    );
    return [];
  }
  return sequence.items.flatMap((item) => {
    const position = pointerPosition(item);
    if (position === undefined)
      complain(
        context,
        item.range,
        'A diagnosis pointer is the letter (A to L) or the number (1 to 12) of a diagnosis of this claim.',
      );
    return position === undefined ? [] : [{ value: position, range: item.range }];
  });
}

function pointerPosition({ text }: SequenceItem): number | undefined {
  if (/^[A-Za-z]$/.test(text)) return text.toUpperCase().charCodeAt(0) - 64;
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function numberOf(context: ReadContext, section: Section, name: string): Field<number> | undefined {
  const value = writtenOf(context, section, name);
  return value === undefined ? undefined : numberField(context, value, section.get(name)?.key ?? unnamed);
}

function unitBasis(context: ReadContext, section: Section): ServiceLine['unitBasis'] {
  const value = writtenOf(context, section, 'unit basis');
  if (value === undefined) return 'units';
  const basis = unitBases[value.piece.text.toLowerCase()];
  if (basis === undefined)
    complain(context, value.piece.range, 'Units are counted in units, minutes or days.');
  return basis ?? 'units';
}
