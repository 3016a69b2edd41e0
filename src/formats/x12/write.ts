// A change to a claim, as the smallest edit of the text. Refuses (undefined) what 837 has no place for.
import type { Claim, ClaimChange } from '../../model/claim';
import type { TextEdit } from '../../model/text';
import { readOnce } from '../read-once';
import { componentsOf, fits, minimal, setComponents, setElement } from './edit-segment';
import { type ClaimSpan, claimSpans, readInterchanges } from './envelope';
import { firstModifier, type ServiceLayout, serviceLayouts } from './read-line';
import { elementText, hasId, type Segment, type SegmentList, segmentAt } from './segments';
import { changedModifiers } from './write-modifiers';
import { removedLine } from './write-removal';

/** The edits of `text` that make `change` to `claim`, which was read from this very text. */
export function writeChange(
  text: string,
  claim: Claim,
  change: ClaimChange,
): readonly TextEdit[] | undefined {
  const span = spanOf(text, claim);
  if (!span) return undefined;
  if (change.kind === 'replace-diagnosis')
    return replacedDiagnosis(span, claim, change.position, change.code);
  if (change.kind === 'remove-line') return removedLine(span, claim, change.line);
  if (change.kind === 'set-place-of-service' && change.line === undefined)
    return claimPlace(span, claim, change.placeOfService);
  const service = change.line === undefined ? undefined : serviceOf(span, claim, change.line);
  return service && lineChange(service, claim, change);
}

/** The service segment of a line. */
interface Service {
  readonly list: SegmentList;
  readonly segment: Segment;
  readonly layout: ServiceLayout;
  readonly era: 4 | 5;
}

function lineChange(service: Service, claim: Claim, change: ClaimChange): readonly TextEdit[] | undefined {
  const { list, segment, layout } = service;
  switch (change.kind) {
    case 'replace-procedure-code':
      return replacedProcedure(service, change.code);
    case 'add-modifier':
    case 'remove-modifier':
    case 'set-modifiers': {
      const components = componentsOf(list, segment, layout.procedure);
      if (components.length < firstModifier - 1) return undefined;
      const next = changedModifiers(components, change);
      return next && setComponents(list, segment, layout.procedure, next);
    }
    case 'set-units':
      return changedUnits(service, change.units);
    case 'set-diagnosis-pointers':
      return changedPointers(service, change.pointers);
    case 'set-place-of-service':
      return linePlace(service, claim, change.placeOfService);
    default:
      return undefined;
  }
}

function replacedProcedure(
  { list, segment, layout }: Service,
  code: string,
): readonly TextEdit[] | undefined {
  const written = code.trim().toUpperCase();
  if (!/^[A-Z0-9]{1,48}$/.test(written) || !fits(list, written)) return undefined;
  const components = [...componentsOf(list, segment, layout.procedure)];
  if (components.length < 2) return undefined;
  components[1] = written;
  return setComponents(list, segment, layout.procedure, components);
}

function changedUnits({ list, segment, layout }: Service, units: number): readonly TextEdit[] | undefined {
  const written = decimal(units);
  if (written === undefined) return undefined;
  // Units without a unit of measure are no valid pair; UN is the plain unit.
  const basis = layout.unitBasis > 0 && elementText(list, segment, layout.unitBasis).trim() === '';
  if (!basis) return setElement(list, segment, layout.units, written);
  const count = segment.bounds.length - 2;
  if (count < layout.unitBasis)
    return setElement(list, segment, layout.unitBasis, `UN${list.delimiters.element}${written}`);
  if (count < layout.units)
    return [
      ...setElement(list, segment, layout.unitBasis, 'UN'),
      ...setElement(list, segment, layout.units, written),
    ];
  return [
    ...setElement(list, segment, layout.unitBasis, 'UN'),
    ...setElement(list, segment, layout.units, written),
  ];
}

/** A number as X12 writes it: no exponent, no trailing zeros, at most 15 digits. */
function decimal(value: number): string | undefined {
  if (!Number.isFinite(value) || value < 0 || value >= 1e12) return undefined;
  const written = String(Math.round(value * 1000) / 1000);
  return /^\d+(?:\.\d+)?$/.test(written) ? written : undefined;
}

function changedPointers(
  { list, segment, layout, era }: Service,
  pointers: readonly number[],
): readonly TextEdit[] | undefined {
  if (layout.pointers === 0 || pointers.length > 4) return undefined;
  if (pointers.some((pointer) => !Number.isInteger(pointer) || pointer < 1 || pointer > 12)) return undefined;
  // A professional line needs a pointer since 5010.
  if (pointers.length === 0 && segment.id === 'SV1' && era === 5) return undefined;
  return setElement(list, segment, layout.pointers, pointers.join(list.delimiters.component));
}

/** A line says its own place only where it differs from the claim's, unless the claim's other lines say theirs all the same. */
function linePlace(
  { list, segment, layout }: Service,
  claim: Claim,
  place: string,
): readonly TextEdit[] | undefined {
  const written = placeCode(place);
  if (layout.placeOfService === 0 || written === undefined) return undefined;
  const common = claim.placeOfService;
  const isRepeated = claim.serviceLines.some(
    ({ range, placeOfService: own }) =>
      own !== undefined &&
      own.value === common?.value &&
      own.range.start >= range.start &&
      (segment.start < range.start || segment.start >= range.end),
  );
  return setElement(
    list,
    segment,
    layout.placeOfService,
    written === common?.value && !isRepeated ? '' : written,
  );
}

function claimPlace(
  { interchange, first }: ClaimSpan,
  claim: Claim,
  place: string,
): readonly TextEdit[] | undefined {
  const written = placeCode(place);
  if (written === undefined || claim.kind === 'institutional') return undefined;
  const { list } = interchange;
  const segment = segmentAt(list, first);
  const components = [...componentsOf(list, segment, 5)];
  // Without CLM05 there is no frequency either, and that is not ours to choose.
  if (components.join('') === '') return undefined;
  components[0] = written;
  return setComponents(list, segment, 5, components);
}

function placeCode(place: string): string | undefined {
  const written = place.trim().toUpperCase();
  return /^[A-Z0-9]{1,2}$/.test(written) ? written : undefined;
}

function replacedDiagnosis(
  { interchange }: ClaimSpan,
  claim: Claim,
  position: number,
  code: string,
): readonly TextEdit[] | undefined {
  const diagnosis = claim.diagnoses.find((each) => each.position === position);
  const written = code.toUpperCase().replace(/[.\s]/g, '');
  if (!diagnosis || !/^[A-Z0-9]{1,30}$/.test(written) || !fits(interchange.list, written)) return undefined;
  return minimal(interchange.list.text, diagnosis.code.range, written);
}

const spansByStart = readOnce(
  (text): ReadonlyMap<number, ClaimSpan> =>
    new Map(Array.from(claimSpans(readInterchanges(text)), (span) => [span.range.start, span])),
);

function spanOf(text: string, claim: Claim): ClaimSpan | undefined {
  return spansByStart(text).get(claim.range.start);
}

/** The SV1, SV2 or SV3 of a line: the first within the line's range. */
function serviceOf(span: ClaimSpan, claim: Claim, number: number): Service | undefined {
  const line = claim.serviceLines.find((each) => each.number === number);
  if (!line) return undefined;
  const { list } = span.interchange;
  for (let index = span.first; index <= span.last; index++) {
    const start = list.starts[index] ?? 0;
    if (start < line.range.start || start >= line.range.end) continue;
    for (const id of Object.keys(serviceLayouts)) {
      const layout = serviceLayouts[id];
      if (layout && hasId(list, index, id))
        return { list, segment: segmentAt(list, index), layout, era: span.transaction.era };
    }
  }
  return undefined;
}
