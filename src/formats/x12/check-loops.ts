// Loops: segments in a wrong place or too often, and what a loop lacks when it ends.
import { rangeOf, type TextRange } from '../../model/text';
import { type Guide, type Loop, qualifierElement, type SegmentUse } from './guide/compile';
import { segmentDefinitions } from './guide/elements';
import { idRange, missingRange, type Report, report } from './report';
import { componentBounds, elementEnd, elementStart, type Segment, type SegmentList } from './segments';
import type { Frame, Placement } from './walk';

/** Reports a segment that stands where the guide has no place for it. */
export function reportPlacement(
  to: Report,
  list: SegmentList,
  segment: Segment,
  placement: Placement,
  guide: Guide,
): void {
  const { trouble, frame, use } = placement;
  if (!trouble) return;
  if (trouble === 'unknown') {
    reportUnknown(to, segment, frame.loop.title, guide);
    return;
  }
  if (trouble === 'qualifier' && isReportedAsMissing(segment)) return;
  // 4010 is long out of use and its guide was read differently by many; what it does not list is doubtful, not wrong.
  const tolerant = guide.era === 4 && (trouble === 'qualifier' || trouble === 'late');
  const { what, range } = troubleWords(list, segment, placement, guide);
  const place = frame.loop.title;
  const title =
    trouble === 'too-many-loops' || trouble === 'qualifier' ? place : `${place}, ${segmentTitle(segment.id)}`;
  const most = trouble === 'too-many' ? times(use?.max ?? 1) : times(frame.loop.max);
  report(to, {
    severity: tolerant ? 'warning' : 'error',
    message: `${title}${what.replace('{most}', most)}`,
    range,
  });
}

/** An empty qualifier that the segment's definition requires. */
function isReportedAsMissing(segment: Segment): boolean {
  const position = qualifierElement(segment.id);
  const spec = segmentDefinitions.get(segment.id)?.elements[position - 1];
  return spec?.required === true && elementStart(segment, position) === elementEnd(segment, position);
}

function troubleWords(
  list: SegmentList,
  segment: Segment,
  { trouble, frame }: Placement,
  guide: Guide,
): { readonly what: string; readonly range: TextRange } {
  const range = idRange(segment);
  switch (trouble) {
    case 'qualifier': {
      const { label, where } = qualifierPlace(list, segment);
      const known = listed(qualifiersIn(frame.loop, segment.id, guide));
      const what = `, ${label}: a segment ${segmentTitle(segment.id)} of this kind is not used here (${known}).`;
      return { what, range: where };
    }
    case 'misplaced':
      return {
        what: ': the segment belongs further up in the file and comes too late here. Check whether a segment before it (HL, CLM) is missing or out of order.',
        range,
      };
    case 'late':
      return {
        what: ': the segment stands too late; the guide wants it before the one that precedes it.',
        range,
      };
    case 'too-many':
      return { what: ': the segment may stand here at most {most}.', range };
    default:
      return { what: ': this part may stand at most {most} in the part above it.', range };
  }
}

/** "45, 77, 82": the first dozen where there are many. */
export function listed(codes: ReadonlySet<string>): string {
  const all = [...codes];
  return all.length > 14 ? `${all.slice(0, 12).join(', ')} and ${all.length - 12} more` : all.join(', ');
}

/** Reports what a loop that has ended should have had. */
export function reportUnfinished(to: Report, frame: Frame, guide: Guide): void {
  const { loop, at } = frame;
  const place = loop.title;
  if (frame.implied) {
    const opener = loop.uses[0];
    if (opener)
      report(to, {
        severity: 'error',
        message: `${place}: the segment ${useTitle(opener)} that begins this part is missing before this.`,
        range: at,
      });
    return;
  }
  for (const use of loop.uses) {
    if (!use.required || (frame.counts[use.index] ?? 0) > 0) continue;
    // A segment of the same id with an unknown qualifier has been reported at that qualifier.
    report(to, {
      severity: 'error',
      message: `${place}: the segment ${useTitle(use)} is required and missing.`,
      range: at,
    });
  }
  for (const child of loop.children) {
    if (!child.required || (frame.children[child.index] ?? 0) > 0) continue;
    const opener = child.uses[0];
    report(to, {
      severity: 'error',
      message: `${place}: ${child.title} is required and missing${opener ? `; it begins with the segment ${useTitle(opener)}` : ''}.`,
      range: at,
    });
  }
  if (
    loop.oneOf.length > 0 &&
    !loop.children.some((child) => loop.oneOf.includes(child.id) && (frame.children[child.index] ?? 0) > 0)
  ) {
    const names = loop.children.filter((child) => loop.oneOf.includes(child.id)).map(({ title }) => title);
    report(to, {
      severity: guide.era === 4 ? 'warning' : 'error',
      message: `${place}: neither ${names.join(' nor ')} follows; there is nothing to bill here.`,
      range: at,
    });
  }
}

function reportUnknown(to: Report, segment: Segment, place: string, guide: Guide): void {
  const known = segmentDefinitions.get(segment.id);
  const range = idRange(segment);
  const kind = kindNames[guide.kind];
  const service = serviceKinds[segment.id];
  if (service !== undefined && service !== guide.kind)
    report(to, {
      severity: 'error',
      message: `${place}, ${segment.id}: this is a service line of ${kindNames[service]}, but the transaction says that it is ${kind} (GS08, ST03).`,
      range,
    });
  else if (known)
    report(to, {
      severity: guide.era === 4 ? 'warning' : 'error',
      message: `${place}, ${segmentTitle(segment.id)}: the guide has no place for this segment here in ${kind}.`,
      range,
    });
  else {
    const name = /^[A-Z][A-Z0-9]{1,2}$/.test(segment.id)
      ? `${segment.id} is no segment of an 837.`
      : 'no segment name stands here (two or three letters and digits are one).';
    report(to, {
      severity: 'error',
      message: `${place}: ${name} Perhaps a segment terminator was lost or added before it.`,
      range: range.end > range.start ? range : rangeOf(segment.start, segment.end),
    });
  }
}

/** The kinds of claims in words. */
export const kindNames = {
  professional: 'a professional claim (837P)',
  institutional: 'an institutional claim (837I)',
  dental: 'a dental claim (837D)',
} as const;
const serviceKinds: Readonly<Record<string, keyof typeof kindNames>> = {
  SV1: 'professional',
  SV2: 'institutional',
  SV3: 'dental',
};

function qualifierPlace(
  list: SegmentList,
  segment: Segment,
): { readonly label: string; readonly where: TextRange } {
  const position = qualifierElement(segment.id);
  const label = `${segment.id}${String(position).padStart(2, '0')}`;
  const start = elementStart(segment, position);
  const end = elementEnd(segment, position);
  if (start === end) return { label, where: missingRange(list, segment, position) };
  if (segment.id !== 'HI') return { label, where: rangeOf(start, end) };
  const bounds = componentBounds(list, start, end);
  return { label: `${label}-1`, where: rangeOf(start, (bounds[1] ?? end + 1) - 1) };
}

function qualifiersIn(loop: Loop, id: string, guide: Guide): ReadonlySet<string> {
  const found = new Set<string>();
  for (const use of loop.usesById.get(id) ?? [])
    for (const qualifier of use.qualifiers ?? []) found.add(qualifier);
  for (const child of loop.children) {
    const opener = child.uses[0];
    if (opener?.id === id) for (const qualifier of opener.qualifiers ?? []) found.add(qualifier);
  }
  return found.size > 0 ? found : (guide.openers.get(id) ?? found);
}

function segmentTitle(id: string): string {
  const name = segmentDefinitions.get(id)?.name;
  return name === undefined ? id : `${id} (${name})`;
}

function useTitle({ id, qualifiers }: SegmentUse): string {
  const kinds = qualifiers ? `, ${[...qualifiers].slice(0, 6).join(' or ')}` : '';
  const name = segmentDefinitions.get(id)?.name ?? '';
  return `${id} (${name}${kinds})`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
