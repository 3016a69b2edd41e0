// Problems of a charge export. A habit of a spreadsheet is in every row of a column: the first cells are reported each,
// the rest are counted.
import type { ReadProblem } from '../../model/claim';
import type { TextRange } from '../../model/text';

export interface Complaint {
  /** Which habit or fault, for counting. */
  readonly kind: string;
  /** Column index, for counting; -1 for the row as a whole. */
  readonly column: number;
  readonly range: TextRange;
  readonly severity: ReadProblem['severity'];
  readonly message: string;
  readonly claim?: number;
  readonly line?: number;
  readonly fix?: ReadProblem['fix'];
}

/** Each error up to this many per column, everything else up to fewer. */
const mostErrors = 100;
const mostOthers = 10;

export interface Complaints {
  readonly add: (complaint: Complaint) => void;
  /** All problems in the order of the file. */
  readonly problems: () => readonly ReadProblem[];
}

/** Collects problems. */
export function collectComplaints(): Complaints {
  const problems: ReadProblem[] = [];
  const counts = new Map<string, { count: number; over?: Complaint }>();
  const push = ({ severity, message, range, claim, line, fix }: Complaint) => {
    problems.push({
      rule: 'structure/csv',
      severity,
      message,
      range,
      ...(claim === undefined ? {} : { claim }),
      ...(line === undefined ? {} : { line }),
      ...(fix === undefined ? {} : { fix }),
    });
  };
  return {
    add: (complaint) => {
      const key = `${complaint.kind} ${complaint.column}`;
      const entry = counts.get(key) ?? { count: 0 };
      counts.set(key, entry);
      entry.count += 1;
      const most = complaint.severity === 'error' ? mostErrors : mostOthers;
      if (entry.count <= most) push(complaint);
      else entry.over ??= complaint;
    },
    problems: () => {
      const result = [...problems];
      for (const { count, over } of counts.values()) {
        if (over === undefined) continue;
        const more = count - (over.severity === 'error' ? mostErrors : mostOthers);
        const message = `${more === 1 ? 'One more cell' : `${more} more cells`} of this column, from here on, ${more === 1 ? 'has' : 'have'} the same problem. ${over.message}`;
        result.push({ rule: 'structure/csv', severity: over.severity, message, range: over.range });
      }
      return result.sort((a, b) => a.range.start - b.range.start);
    },
  };
}
