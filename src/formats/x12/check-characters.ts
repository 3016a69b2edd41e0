// Characters that have no place in an 837: control characters break files, letters beyond ASCII are refused by many.
import { rangeOf } from '../../model/text';
import type { Interchange } from './envelope';
import { type Report, report } from './report';

const reported = 20;

/** Reports characters that are neither printable ASCII nor separators of this interchange. */
export function reportCharacters(to: Report, { list, range }: Interchange): void {
  const { text, delimiters } = list;
  const separators = new Set([
    delimiters.element,
    delimiters.component,
    delimiters.segment,
    delimiters.repetition,
  ]);
  let count = 0;
  for (const found of text.slice(range.start, range.end).matchAll(/[^\x20-\x7e\t\r\n]/g)) {
    const [sign] = found;
    if (separators.has(sign)) continue;
    if (++count > reported) return;
    const start = range.start + found.index;
    const at = rangeOf(start, start + 1);
    if (sign.charCodeAt(0) < 160)
      report(to, {
        severity: 'error',
        message:
          'A control character stands here; it is none of the separators that the ISA names. Remove it.',
        range: at,
      });
    else
      report(to, {
        severity: 'warning',
        message:
          'This character is not in the character set of X12; many receivers refuse it. Write it in plain letters.',
        range: at,
      });
  }
}
