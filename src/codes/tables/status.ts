// Which tables are there for the dates of the claims that are open, in words for the status bar and the list of tables.
import type { CodeTables, LoadedTable, Setting, Vintage } from './lookup';
import { periodFor } from './periods';
import { fromIso } from './store/dates';

export interface TableStatus {
  readonly kind: LoadedTable['kind'];
  readonly setting?: Setting;
  /** `NCCI pairs (practitioner)`. */
  readonly name: string;
  /** What is loaded of it, the latest period first. */
  readonly loaded: readonly LoadedTable[];
  /** `out-of-date`: loaded, but for none of some dates; `incomplete`: parts of the file were not imported. */
  readonly state: 'loaded' | 'missing' | 'out-of-date' | 'incomplete';
  /** Periods that the dates of service need and that are not loaded: `2026 Q1`. */
  readonly needed: readonly Vintage[];
  /** One sentence for a coder. */
  readonly words: string;
}

export interface TablesStatus {
  /** The tables that rules ask, then the user's own lists that are loaded. */
  readonly tables: readonly TableStatus[];
  /** For the status bar: `Code tables: 2024 Q3`, `Code tables: 3 of 7 missing`. */
  readonly summary: string;
  /** Every table that the dates need is there. */
  readonly isComplete: boolean;
}

type Slot = readonly [kind: LoadedTable['kind'], setting?: Setting];

const settings: Readonly<Record<Setting, string>> = {
  practitioner: 'practitioner',
  outpatient: 'hospital outpatient',
  dme: 'medical equipment',
};
const names: Readonly<Record<LoadedTable['kind'], string>> = {
  ptp: 'NCCI pairs',
  mue: 'Medically Unlikely Edits',
  'add-on': 'Add-on code edits',
  'fee-schedule': 'Physician fee schedule',
  icd10: 'ICD-10-CM codes',
  'icd10-notes': 'ICD-10-CM tabular list',
  hcpcs: 'HCPCS Level II',
  'place-of-service': 'Places of service',
  descriptors: 'Your CPT descriptors',
  fees: 'Your fees',
};
const optional: readonly Slot[] = [
  ['ptp', 'outpatient'],
  ['mue', 'outpatient'],
  ['mue', 'dme'],
  ['place-of-service'],
  ['descriptors'],
  ['fees'],
];

/** What the table is called, for lists and messages. */
export function tableName(kind: LoadedTable['kind'], setting?: Setting): string {
  return setting === undefined ? names[kind] : `${names[kind]} (${settings[setting]})`;
}

/** `1 row`, `2,546,017 rows`. */
export function rowsInWords(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en-US')} rows`;
}

/**
 * The state of every table for the dates of service (ISO) of the open claims.
 * `asked`: the settings of those claims; hospital tables are missed only when a hospital claim is open.
 */
export function tableStatus(
  tables: Pick<CodeTables, 'loaded'>,
  datesOfService: readonly string[],
  asked: readonly Setting[] = ['practitioner'],
): TablesStatus {
  const wanted: readonly Slot[] = [
    ...asked.map((setting): Slot => ['ptp', setting]).filter(([, setting]) => setting !== 'dme'),
    ...asked.map((setting): Slot => ['mue', setting]),
    ['add-on'],
    ['fee-schedule'],
    ['icd10'],
    ['icd10-notes'],
    ['hcpcs'],
  ];
  const isWanted = ([kind, setting]: Slot) => wanted.some((slot) => slot[0] === kind && slot[1] === setting);
  const dates = [...new Set(datesOfService)].sort();
  const needed = wanted.map((slot) => statusOf(slot, tables.loaded, dates));
  const further = optional
    .filter((slot) => !isWanted(slot))
    .map((slot) => statusOf(slot, tables.loaded, []))
    .filter(({ loaded }) => loaded.length > 0);
  const lacking = needed.filter(({ state }) => state !== 'loaded');
  return {
    tables: [...needed, ...further],
    summary: summaryOf(needed, lacking),
    isComplete: lacking.length === 0,
  };
}

function summaryOf(needed: readonly TableStatus[], lacking: readonly TableStatus[]): string {
  if (lacking.length === 0) {
    const vintages = [...new Set(needed.map(({ loaded }) => loaded[0]?.vintage ?? ''))];
    return `Code tables: ${vintages.slice(0, 2).join(', ')}${vintages.length > 2 ? ' …' : ''}`;
  }
  if (lacking.every(({ state }) => state === 'missing'))
    return lacking.length === needed.length
      ? 'Code tables: none imported'
      : `Code tables: ${lacking.length} of ${needed.length} missing`;
  return `Code tables: ${lacking.length} of ${needed.length} missing or not for these dates`;
}

function statusOf([kind, setting]: Slot, all: readonly LoadedTable[], dates: readonly string[]): TableStatus {
  const loaded = all
    .filter((table) => table.kind === kind && table.setting === setting)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  const uncovered = dates.filter((date) => !loaded.some((table) => coversDate(table, date)));
  const needed = [...new Set(uncovered.flatMap((date) => periodFor(kind, fromIso(date))?.vintage ?? []))];
  const incomplete = loaded.find(({ missingParts }) => (missingParts?.length ?? 0) > 0);
  const state =
    loaded.length === 0
      ? ('missing' as const)
      : uncovered.length > 0
        ? ('out-of-date' as const)
        : incomplete === undefined
          ? ('loaded' as const)
          : ('incomplete' as const);
  const name = tableName(kind, setting);
  return {
    kind,
    ...(setting === undefined ? {} : { setting }),
    name,
    loaded,
    state,
    needed,
    words: wordsFor({ name, loaded, needed, uncovered, incomplete }),
  };
}

function coversDate({ from, to, historyFrom }: LoadedTable, date: string): boolean {
  return (historyFrom ?? from) <= date && (to === undefined || date <= to);
}

function wordsFor({
  name,
  loaded,
  needed,
  uncovered,
  incomplete,
}: {
  readonly name: string;
  readonly loaded: readonly LoadedTable[];
  readonly needed: readonly Vintage[];
  readonly uncovered: readonly string[];
  readonly incomplete: LoadedTable | undefined;
}): string {
  const have = loaded.map(({ vintage, rows }) => `${vintage} (${rowsInWords(rows)})`).join(', ');
  const wants = needed.length === 0 ? '' : ` Import ${needed.join(' and ')}.`;
  if (loaded.length === 0) return `${name}: not imported.${wants}`;
  const parts =
    incomplete === undefined
      ? ''
      : ` Of ${incomplete.vintage}, ${(incomplete.missingParts ?? []).map((part) => `f${part}`).join(', ')} is missing: import all parts.`;
  if (uncovered.length === 0) return `${name}: ${have}.${parts}`;
  const span =
    uncovered.length === 1 ? (uncovered[0] ?? '') : `${uncovered[0] ?? ''} to ${uncovered.at(-1) ?? ''}`;
  const count = uncovered.length === 1 ? 'the date of service' : `${uncovered.length} dates of service,`;
  return `${name}: ${have}; nothing for ${count} ${span}.${wants}${parts}`;
}
