// HL: level numbers rise from 1, each parent exists and is of the right kind, and HL04 says whether levels follow below.
import { rangeOf } from '../../model/text';
import { missingRange, type Report, report } from './report';
import { elementEnd, elementStart, elementText, type Segment, type SegmentList } from './segments';

export interface HierarchyCheck {
  /** Takes each HL in order. */
  take(segment: Segment): void;
  /** At the end of the transaction: HL04 against the levels that came. */
  finish(): void;
}

interface Level {
  readonly segment: Segment;
  readonly code: string;
  children: number;
}

const levels: Readonly<Record<string, { readonly name: string; readonly parent?: string }>> = {
  '20': { name: 'billing provider level' },
  '22': { name: 'subscriber level', parent: '20' },
  '23': { name: 'patient level', parent: '22' },
};

/** For one transaction. */
export function hierarchyCheck(to: Report, list: SegmentList): HierarchyCheck {
  const known = new Map<string, Level>();
  let count = 0;
  const say = (
    severity: 'error' | 'warning',
    segment: Segment,
    position: number,
    message: string,
    newText?: string,
  ) => {
    const start = elementStart(segment, position);
    const end = elementEnd(segment, position);
    const range = start < end ? rangeOf(start, end) : missingRange(list, segment, position);
    const fix =
      newText === undefined || start >= end
        ? {}
        : { fix: { title: `Write ${newText}`, edits: [{ range: rangeOf(start, end), newText }] } };
    report(to, { severity, message: `Hierarchy, HL0${position}, ${message}`, range, ...fix });
  };
  const take = (segment: Segment): void => {
    count++;
    const number = elementText(list, segment, 1).trim();
    const parent = elementText(list, segment, 2).trim();
    const code = elementText(list, segment, 3).trim();
    if (known.has(number))
      say('error', segment, 1, 'level number: another level of this transaction has the same number.');
    else if (number !== '' && number !== String(count))
      say(
        'error',
        segment,
        1,
        `level number: levels are numbered 1, 2, 3 … within a transaction; this is number ${count}.`,
      );
    const above = known.get(parent);
    if (above) above.children++;
    const level = levels[code];
    if (level?.parent !== undefined) {
      if (parent !== '' && !above)
        say('error', segment, 2, `number of the parent level: no level before this one has that number.`);
      else if (above && above.code !== level.parent)
        say(
          'error',
          segment,
          2,
          `number of the parent level: a ${level.name} (${code}) belongs under a ${levels[level.parent]?.name ?? ''} (${level.parent}); the number names a level of another kind.`,
        );
    }
    if (number !== '') known.set(number, { segment, code, children: 0 });
  };
  const finish = (): void => {
    for (const { segment, code, children } of known.values()) {
      const says = elementText(list, segment, 4).trim();
      if (!(code in levels) || (says !== '0' && says !== '1')) continue;
      if (says === '1' && children === 0)
        say(
          'error',
          segment,
          4,
          'has lower levels: it says 1, but no level below this one follows. Write 0, or look for a level that was lost.',
        );
      if (says === '0' && children > 0)
        say(
          'error',
          segment,
          4,
          `has lower levels: it says 0, but ${children === 1 ? 'a level below this one follows' : `${children} levels below this one follow`}.`,
          '1',
        );
    }
  };
  return { take, finish };
}
