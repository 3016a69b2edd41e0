// Code tables made of the few rows that a scenario writes down, behind the interface that rules ask.
import type {
  AddOnEdit,
  CodeTables,
  Excludes1,
  FeeScheduleRow,
  HcpcsCode,
  Icd10Code,
  MueEdit,
  PtpEdit,
  Setting,
} from '../../src/codes/tables/lookup';

/**
 * One row a line, words separated by blanks, text in quotes, dates YYYYMMDD, `*` for none:
 * `vintage 2026 Q1` (for the rows below it) ·
 * `ptp practitioner COLUMN1 COLUMN2 INDICATOR EFFECTIVE DELETED` · `mue practitioner CODE UNITS INDICATOR` ·
 * `add-on CODE TYPE PRIMARY…` · `fee CODE STATUS GLOBAL BILATERAL` · `icd10 CODE billable|header [SIDE] "title" [LONGER…]` ·
 * `excludes1 AT EXCLUDED "note"` · `hcpcs CODE|MODIFIER code|modifier EFFECTIVE TERMINATED "title"`.
 * A table of which at least one row is written answers `'none'` for what it does not hold.
 */
export function tablesOf(rows: readonly string[]): CodeTables {
  const ptp: (PtpEdit & { readonly setting: string })[] = [];
  const mue: (MueEdit & { readonly setting: string })[] = [];
  const addOn: AddOnEdit[] = [];
  const fees: FeeScheduleRow[] = [];
  const icd10: Icd10Code[] = [];
  const excludes: (Excludes1 & { readonly excluded: string })[] = [];
  const hcpcs: HcpcsCode[] = [];
  let vintage = '2024 Q3';
  for (const row of rows) {
    const words = [...row.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
    const [kind, a = '', b = '', c = '', d = '', e = '', f = '*'] = words;
    if (kind === 'vintage') vintage = words.slice(1).join(' ');
    else if (kind === 'ptp')
      ptp.push({
        setting: a,
        column1: b,
        column2: c,
        indicator: oneOf(Number(d), [0, 1, 9]),
        effective: iso(e),
        vintage,
        ...until('deleted', f),
      });
    else if (kind === 'mue')
      mue.push({
        setting: a,
        code: b,
        units: Number(c),
        adjudicationIndicator: oneOf(Number(d), [1, 2, 3]),
        vintage,
      });
    else if (kind === 'add-on')
      addOn.push({ code: a, type: oneOf(Number(b), [1, 2, 3]), primaries: words.slice(3), vintage });
    else if (kind === 'fee')
      fees.push({
        code: a,
        status: b,
        globalDays: c,
        bilateral: d,
        pcTc: '0',
        multipleProcedure: '0',
        assistant: '1',
        coSurgeon: '0',
        team: '0',
        vintage,
      });
    else if (kind === 'icd10') icd10.push(diagnosis(words.slice(1), vintage));
    else if (kind === 'excludes1') excludes.push({ at: a, excluded: b, note: c, vintage });
    else if (kind === 'hcpcs')
      hcpcs.push({
        code: a,
        isModifier: b === 'modifier',
        title: e,
        vintage,
        ...until('effective', c),
        ...until('terminated', d),
      });
    else throw new Error(`not a row of a table: ${row}`);
  }
  const active = (edit: PtpEdit, date: string) =>
    edit.effective <= date && (edit.deleted === undefined || date <= edit.deleted);
  const ask = <T>(table: readonly T[], fits: (entry: T) => boolean): T | 'none' | undefined =>
    table.length === 0 ? undefined : (table.find(fits) ?? 'none');
  return {
    loaded: [],
    ptp: (setting: Setting, x, y, date) =>
      ask(
        ptp.filter((edit) => edit.setting === setting),
        (edit) => active(edit, date) && same([edit.column1, edit.column2], [x, y]),
      ),
    mue: (setting: Setting, code) =>
      ask(
        mue.filter((edit) => edit.setting === setting),
        (edit) => edit.code === code,
      ),
    addOn: (code) => ask(addOn, (edit) => edit.code === code),
    feeSchedule: (code) => ask(fees, (entry) => entry.code === code),
    icd10: (code) => ask(icd10, (entry) => entry.code === code),
    excludes1: (x, y) =>
      ask(
        excludes,
        ({ at, excluded }) =>
          (x.startsWith(at) && y.startsWith(excluded)) || (y.startsWith(at) && x.startsWith(excluded)),
      ),
    hcpcs: (code) => ask(hcpcs, (entry) => entry.code === code),
    descriptor: () => undefined,
  };
}

function diagnosis([code = '', kind = '', ...rest]: readonly string[], vintage: string): Icd10Code {
  const [side = ''] = rest;
  const laterality =
    side === 'left' || side === 'right' || side === 'bilateral' || side === 'unspecified' ? side : undefined;
  const [title = '', ...more] = laterality === undefined ? rest : rest.slice(1);
  const otherSides = more.flatMap((entry) => {
    const [other, otherSide] = entry.split('=');
    return other !== undefined &&
      (otherSide === 'left' ||
        otherSide === 'right' ||
        otherSide === 'bilateral' ||
        otherSide === 'unspecified')
      ? [{ code: other, laterality: otherSide } as const]
      : [];
  });
  return {
    code,
    billable: kind === 'billable',
    title,
    longer: more.filter((entry) => !entry.includes('=')),
    otherSides,
    vintage,
    ...(laterality === undefined ? {} : { laterality }),
  };
}

function same([a, b]: readonly [string, string], [x, y]: readonly [string, string]): boolean {
  return (a === x && b === y) || (a === y && b === x);
}

function iso(date: string): string {
  if (!/^\d{8}$/.test(date)) throw new Error(`not a date: ${date}`);
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
}

function until<K extends string>(key: K, date: string): { readonly [P in K]?: string } {
  return (date === '*' || date === '' ? {} : { [key]: iso(date) }) as { readonly [P in K]?: string };
}

function oneOf<T extends number>(value: number, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Error(`${value} is none of ${allowed.join(', ')}`);
  return found;
}
