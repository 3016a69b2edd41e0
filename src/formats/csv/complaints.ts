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

/** How many of a kind are reported each, per column. */
const most: Readonly<Record<Complaint['severity'], number>> = { error: 100, warning: 20, information: 3 };

export interface Complaints {
  /** Counts a complaint of which no more are reported; false when the next one still is. */
  readonly isFull: (kind: string, column: number, severity: Complaint['severity']) => boolean;
  readonly add: (complaint: Complaint) => void;
  /** All problems in the order of the file. */
  readonly problems: () => readonly ReadProblem[];
}

/** Collects problems. */
export function collectComplaints(): Complaints {
  const problems: ReadProblem[] = [];
  const counts = new Map<string, { count: number; last: number; over?: Complaint }>();
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
    isFull: (kind, column, severity) => {
      const entry = counts.get(`${kind} ${column}`);
      if (entry?.over === undefined || entry.count <= most[severity]) return false;
      entry.count += 1;
      return true;
    },
    add: (complaint) => {
      const key = `${complaint.kind} ${complaint.column}`;
      const entry = counts.get(key) ?? { count: 0, last: -1 };
      counts.set(key, entry);
      // A cell may be read twice, for its claim and for its line.
      if (entry.last === complaint.range.start) return;
      entry.last = complaint.range.start;
      entry.count += 1;
      if (entry.count <= most[complaint.severity]) push(complaint);
      else entry.over ??= complaint;
    },
    problems: () => {
      const result = [...problems];
      for (const { count, over } of counts.values()) {
        if (over === undefined) continue;
        const more = count - most[over.severity];
        const message = `${more === 1 ? 'One more cell' : `${more} more cells`} of this column, from here on, ${more === 1 ? 'has' : 'have'} the same problem. ${over.message}`;
        result.push({ rule: 'structure/csv', severity: over.severity, message, range: over.range });
      }
      return result.sort((a, b) => a.range.start - b.range.start);
    },
  };
}
