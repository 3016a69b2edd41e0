// How the codes of one date stand to each other, for the card of a code: a sentence for each pair.
import type { CodeTables } from '../codes/tables/lookup';
import type { Claim, ServiceLine } from '../model/claim';
import { type Pair, pairOf } from '../rules/pairs';
import { linesOfSameDate, serviceDate } from '../rules/rule';
import { sourceInWords } from './rule-page';

/** More pairs than a coder reads in a hover; the rules judge them all. */
const mostPairs = 8;

/** Markdown list of the other codes of the line's date, each with what NCCI says of the pair; undefined when there is none. */
export function pairsOnDate(line: ServiceLine, claim: Claim, tables: CodeTables): string | undefined {
  const own = line.procedureCode?.value;
  const date = serviceDate(line);
  if (own === undefined || date === undefined) return undefined;
  const others = new Map<string, ServiceLine>();
  for (const other of linesOfSameDate(claim, line)) {
    const code = other.procedureCode?.value;
    if (code !== undefined && code !== own && !others.has(code)) others.set(code, other);
  }
  if (others.size === 0) return undefined;
  const items = [...others]
    .slice(0, mostPairs)
    .map(
      ([code, other]) =>
        `- **${code}** with ${own}: ${inWords(pairOf({ claim, tables }, line, other), claim, tables, date)}`,
    );
  const more = others.size > mostPairs ? `\n- and ${others.size - mostPairs} further codes` : '';
  return `#### With the other codes of ${date}\n\n${items.join('\n')}${more}`;
}

function inWords(pair: Pair | 'none' | undefined, claim: Claim, tables: CodeTables, date: string): string {
  if (pair === undefined) return `no data: no NCCI table for ${date} is loaded.`;
  if (pair === 'none') {
    const vintage = vintageOn(claim, tables, date);
    return vintage === undefined ? 'no edit known to the card.' : `no edit in ${vintage}.`;
  }
  const paid = pair.column1.procedureCode?.value ?? '';
  const denied = pair.column2.procedureCode?.value ?? '';
  const rule =
    pair.indicator === 0
      ? `never paid together; ${paid} is paid and ${denied} denied (indicator 0).`
      : `${denied} is denied beside ${paid} unless the note shows a separate service and a modifier says so (indicator 1).`;
  return `${rule} *${sourceInWords(pair.source)}*`;
}

/** The quarter of the imported pairs that cover the date. */
function vintageOn({ kind }: Claim, { loaded }: CodeTables, date: string): string | undefined {
  const setting = kind === 'institutional' ? 'outpatient' : 'practitioner';
  const covering = loaded.filter(
    (table) =>
      table.kind === 'ptp' &&
      table.setting === setting &&
      (table.historyFrom ?? table.from) <= date &&
      (table.to === undefined || table.to >= date),
  );
  return covering.sort((a, b) => (a.from < b.from ? 1 : -1))[0]?.vintage;
}
