// LX: the service lines of a claim are numbered 1, 2, 3 …
import { rangeOf } from '../../model/text';
import { type Report, report } from './report';
import { elementEnd, elementStart, elementText, type Segment, type SegmentList } from './segments';

export interface LineNumberCheck {
  /** Takes each segment in order. */
  take(segment: Segment): void;
}

/** For one transaction. */
export function lineNumberCheck(to: Report, list: SegmentList): LineNumberCheck {
  let expected = 1;
  return {
    take(segment) {
      if (segment.id === 'CLM') expected = 1;
      if (segment.id !== 'LX') return;
      const written = elementText(list, segment, 1).trim();
      const wanted = String(expected++);
      if (written === '' || Number(written) === Number(wanted) || !/^\d+$/.test(written)) return;
      const range = rangeOf(elementStart(segment, 1), elementEnd(segment, 1));
      report(to, {
        severity: 'error',
        message: `Service line (loop 2400), LX01, line number: the lines of a claim are numbered 1, 2, 3 …; this one should be ${wanted}.`,
        range,
        fix: { title: `Write ${wanted}`, edits: [{ range, newText: wanted }] },
      });
    },
  };
}
