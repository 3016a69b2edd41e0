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

export interface SegmentDefinition {
  readonly name: string;
  /** P0304, R0203, … */
  readonly conditions: readonly string[];
  readonly elements: readonly ElementSpec[];
}

/** By segment id. */
export const segmentDefinitions: ReadonlyMap<string, SegmentDefinition> = parsedTable(segmentTable);

function parsedTable(table: string): ReadonlyMap<string, SegmentDefinition> {
  const definitions = new Map<string, SegmentDefinition>();
  let id = '';
  let head = { name: '', conditions: [] as readonly string[] };
  let body = '';
  const finish = () => {
    if (id !== '') definitions.set(id, { ...head, elements: parsedElements(id, body) });
    body = '';
  };
  for (const line of table.split('\n')) {
    if (line.startsWith(' ')) body += ` ${line.trim()}`;
    const title = /^([A-Z][A-Z0-9]{1,2}) ([^[]+)(?:\[(.+)\])?$/.exec(line);
    if (!title) continue;
    finish();
    id = title[1] ?? '';
    head = { name: (title[2] ?? '').trim(), conditions: title[3]?.split(' ') ?? [] };
  }
  finish();
  return definitions;
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
