// The parts of a charge message for outline and folding: message → patient, diagnoses, charges.
import type { Claim, OutlineItem, ServiceLine } from '../../model/claim';
import { rangeOf } from '../../model/text';
import { isCharge, type Message } from './messages';
import type { Segment } from './segments';

/** The item of a message that was read as `claim`. */
export function messageItem({ segments, transactions }: Message, claim: Claim): OutlineItem {
  const children: OutlineItem[] = [];
  const parties: readonly (readonly [string, string])[] = [
    ['PID', 'Patient'],
    ['PV1', 'Visit'],
    ['IN1', 'Insurance'],
    ['GT1', 'Guarantor'],
  ];
  for (const [id, name] of parties) {
    const found = segments.filter((segment) => segment.id === id);
    const [first] = found;
    if (first) children.push(itemOf(name, 'party', first, first));
  }
  const diagnoses = segments.filter(({ id }) => id === 'DG1');
  const [firstDiagnosis] = diagnoses;
  const last = diagnoses[diagnoses.length - 1];
  const follow =
    firstDiagnosis !== undefined &&
    last !== undefined &&
    !transactions.some(({ segment }) => segment.start > firstDiagnosis.start && segment.start < last.start);
  if (firstDiagnosis && last)
    children.push(itemOf('Diagnoses', 'diagnoses', firstDiagnosis, follow ? last : firstDiagnosis));
  for (const line of claim.serviceLines) children.push(lineItem(line));
  for (const { segment, type, end } of transactions.filter((each) => !isCharge(each)))
    children.push({
      name: type === 'CD' ? 'Credit' : type === 'PY' ? 'Payment' : 'Adjustment',
      kind: 'section',
      range: rangeOf(segment.start, end),
      selection: rangeOf(segment.start, segment.start + 3),
      children: [],
    });
  children.sort((a, b) => a.range.start - b.range.start);
  const { range, id, index } = claim;
  const selection =
    id && id.range.start >= range.start && id.range.end <= range.end
      ? id.range
      : rangeOf(range.start, Math.min(range.end, range.start + 3));
  return { name: `Claim ${id?.value ?? index + 1}`, kind: 'claim', range, selection, children };
}

function itemOf(name: string, kind: OutlineItem['kind'], first: Segment, last: Segment): OutlineItem {
  return {
    name,
    kind,
    range: rangeOf(first.start, last.end),
    selection: rangeOf(first.start, Math.min(first.end, first.start + 3)),
    children: [],
  };
}

function lineItem({ number, range, procedureCode, modifiers, units }: ServiceLine): OutlineItem {
  const code = [procedureCode, ...modifiers]
    .map((field) => field?.value ?? '')
    .filter((value) => value !== '');
  const count = units ? ` × ${units.value}` : '';
  return {
    name: `Line ${number}: ${code.join(' ') || 'no code'}${count}`,
    kind: 'service-line',
    range,
    selection:
      procedureCode && procedureCode.range.start >= range.start && procedureCode.range.end <= range.end
        ? procedureCode.range
        : rangeOf(range.start, Math.min(range.end, range.start + 3)),
    children: [],
  };
}
