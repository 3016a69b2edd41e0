// Outline of a .claim file: claims with their parties, diagnoses and service lines.
import type { Claim, OutlineItem } from '../../model/claim';
import type { LocatedClaim } from './section';

const kinds: Readonly<Record<string, OutlineItem['kind']>> = {
  payer: 'party',
  patient: 'party',
  insured: 'party',
  'rendering provider': 'party',
  'billing provider': 'party',
  'referring provider': 'party',
  'supervising provider': 'party',
  'service facility': 'party',
  diagnoses: 'diagnoses',
};

/** Names the claim by its account number, else by its place in the file. */
export function outlineOf(located: LocatedClaim, claim: Claim | undefined): OutlineItem {
  const children: OutlineItem[] = [];
  for (const { key, entry } of located.section.values()) {
    const kind = kinds[key.name];
    if (kind !== undefined)
      children.push({ name: key.name, kind, range: entry.range, selection: entry.key.range, children: [] });
  }
  const { linesEntry } = located;
  if (linesEntry !== undefined) {
    children.push({
      name: 'service lines',
      kind: 'group',
      range: linesEntry.entry.range,
      selection: linesEntry.entry.key.range,
      children: (claim?.serviceLines ?? []).map((line) => ({
        name: [
          `${line.number}`,
          line.procedureCode?.value ?? line.revenueCode?.value,
          ...line.modifiers.map(({ value }) => value),
        ]
          .filter((word) => word !== undefined)
          .join(' '),
        kind: 'service-line',
        range: line.range,
        selection: line.procedureCode?.range ?? line.range,
        children: [],
      })),
    });
  }
  children.sort((a, b) => a.range.start - b.range.start);
  const first = located.node.entries[0];
  return {
    name: `claim ${claim?.id?.value ?? (claim?.index ?? 0) + 1}`,
    kind: 'claim',
    range: located.node.range,
    selection: claim?.id?.range ?? first?.key.range ?? located.node.range,
    children,
  };
}
