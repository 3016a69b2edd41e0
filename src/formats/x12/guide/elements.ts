// The elements of each segment, read from the text of segments.ts.
import { segmentTable, sharedComponents } from './segments';

/** AN text, ID code, N0 whole number, R decimal number, DT date, TM time. */
export type DataType = 'AN' | 'ID' | 'N0' | 'R' | 'DT' | 'TM';

/** Checks that need more than a list of codes. */
export type Pattern = 'zip' | 'zip9';

/** What one element or component must be like. */
export interface ElementSpec {
  /** `SV101-2`, `CLM05-1`, `NM109`. */
  readonly label: string;
  readonly name: string;
  readonly type: DataType;
  readonly min: number;
  readonly max: number;
  readonly required: boolean;
  /** The guide says not to send it. */
  readonly unused: boolean;
  readonly codes?: ReadonlySet<string>;
  readonly pattern?: Pattern;
  /** A composite's parts. */
  readonly components?: readonly ElementSpec[];
}

/** What a segment's elements must be like. */
export interface SegmentRules {
  readonly elements: readonly ElementSpec[];
  /** Position of the last element that is required; 0 when none is. */
  readonly lastRequired: number;
}

/** P both or none, R at least one, C if the first then the rest, E not both, L if the first then one of the rest. */
export interface Relation {
  readonly kind: 'P' | 'R' | 'C' | 'E' | 'L';
  readonly positions: readonly number[];
}

export interface SegmentDefinition extends SegmentRules {
  readonly name: string;
  readonly relations: readonly Relation[];
}

/** Rules for these elements. */
export function rulesOf(elements: readonly ElementSpec[]): SegmentRules {
  const lastRequired = elements.reduce((last, spec, index) => (spec.required ? index + 1 : last), 0);
  return { elements, lastRequired };
}

/** By segment id. */
export const segmentDefinitions: ReadonlyMap<string, SegmentDefinition> = parsedTable(segmentTable);

function parsedTable(table: string): ReadonlyMap<string, SegmentDefinition> {
  const definitions = new Map<string, SegmentDefinition>();
  let id = '';
  let head: Pick<SegmentDefinition, 'name' | 'relations'> = { name: '', relations: [] };
  let body = '';
  const finish = () => {
    if (id !== '') definitions.set(id, { ...head, ...rulesOf(parsedElements(id, body)) });
    body = '';
  };
  for (const line of table.split('\n')) {
    if (line.startsWith(' ')) body += ` ${line.trim()}`;
    const title = /^([A-Z][A-Z0-9]{1,2}) ([^[]+)(?:\[(.+)\])?$/.exec(line);
    if (!title) continue;
    finish();
    id = title[1] ?? '';
    head = { name: (title[2] ?? '').trim(), relations: title[3]?.split(' ').map(parsedRelation) ?? [] };
  }
  finish();
  return definitions;
}

/** `P0304`. */
function parsedRelation(text: string): Relation {
  const kind = text.charAt(0) as Relation['kind'];
  return { kind, positions: (text.match(/\d\d/g) ?? []).map(Number) };
}

function parsedElements(id: string, body: string): readonly ElementSpec[] {
  const specs: ElementSpec[] = [];
  for (const part of body.split(' | ')) {
    const [text = '', times = '1'] = part.trim().split(' *');
    for (let i = 0; i < Number(times); i++)
      specs.push(parsedElement(`${id}${String(specs.length + 1).padStart(2, '0')}`, text));
  }
  return specs;
}

function parsedElement(label: string, text: string): ElementSpec {
  const composite = /^(.*?)([!-]?) \{ (.+) \}$/.exec(text);
  if (!composite) return parsedPart(label, text);
  const [, name = '', mark = '', inner = ''] = composite;
  const list = inner.startsWith('@') ? (sharedComponents[inner.slice(1)] ?? '') : inner;
  const components = list.split(' + ').map((part, index) => parsedPart(`${label}-${index + 1}`, part));
  return {
    label,
    name,
    type: 'AN',
    min: 1,
    max: 9999,
    required: mark === '!',
    unused: mark === '-',
    components,
  };
}

/** `line charge R 1-18`, with `!` or `-` behind it. */
function parsedPart(label: string, text: string): ElementSpec {
  const match = /^(.+) (AN|ID|N0|R|DT|TM) (\d+)(?:-(\d+))?([!-]?)$/.exec(text);
  if (!match) throw new Error(`${label}: not an element of the segment table: ${text}`);
  const [, name = '', type = 'AN', min = '1', max = min, mark] = match;
  const size = { min: Number(min), max: Number(max) };
  return { label, name, type: type as DataType, ...size, required: mark === '!', unused: mark === '-' };
}
