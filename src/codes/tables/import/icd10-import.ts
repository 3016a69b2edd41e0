// ICD-10-CM codes: the order file (fixed width: 1–5 number, 7–13 code, 15 whether billable, 17–76 short and from 78 long title)
// or the file of billable codes (code, blanks, title).
import { encodeIcd10, type Icd10Row } from '../kinds/icd10';
import { quoted } from './cells';
import type { Collection } from './collection';
import { ImportError } from './problem';

const orderLine = /^\d{5} ([A-Z]\d[0-9A-Z]{1,5}) {1,5}([01]) (.*)$/;
const codeLine = /^([A-Z]\d[0-9A-Z]{1,5})(?: +|\t)(\S.*)$/;

/** Whether lines are those of the order file, or of the file of billable codes. */
export function icd10Layout(lines: readonly string[]): 'order' | 'codes' | undefined {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 200);
  const share = (pattern: RegExp) =>
    filled.filter((line) => pattern.test(line)).length / Math.max(1, filled.length);
  if (share(orderLine) > 0.95) return 'order';
  // HCPCS codes have the same beginning, but never a letter and digits of three, four, six or seven.
  const lengths = new Set(filled.map((line) => codeLine.exec(line)?.[1]?.length ?? 0));
  return share(codeLine) > 0.95 && lengths.size > 1 ? 'codes' : undefined;
}

export function collectIcd10(): Collection {
  const rows: Icd10Row[] = [];
  return {
    row({ cells: [line = ''], line: number }) {
      const ordered = orderLine.exec(line);
      if (ordered !== null) {
        const texts = ordered[3] ?? '';
        const [short, long] = [texts.slice(0, 60).trim(), texts.slice(60).trim()];
        rows.push({
          code: ordered[1] ?? '',
          billable: ordered[2] === '1',
          title: long === '' ? short : long,
        });
        return;
      }
      const plain = codeLine.exec(line);
      if (plain === null)
        throw new ImportError(`Expected is a code with its title; found is ${quoted(line.trim())}.`, {
          line: number,
          column: 1,
        });
      rows.push({ code: plain[1] ?? '', billable: true, title: (plain[2] ?? '').trim() });
    },
    period: () => undefined,
    size: () => rows.length,
    encode: (description) => encodeIcd10(description, rows),
  };
}
