// What a transaction says it is (set, version) and what its service lines show it to be.
import type { ClaimKind } from '../../model/claim';
import type { Era } from './guide/compile';
import { elementText, hasId, type SegmentList, segmentAt } from './segments';

/** What a transaction is. */
export interface TransactionKind {
  /** ST01: `837`, `835`, …; '' when it cannot be told. */
  readonly set: string;
  /** ST03, else GS08: `005010X222A1`. */
  readonly version: string;
  readonly era: Era;
  readonly kind: ClaimKind;
  /** What the version says, where the service lines are of another kind. */
  readonly declaredKind?: ClaimKind;
}

/** `group` and `header` are the numbers of GS and ST, -1 when missing; `first` … `last` the segments between ST and SE. */
export function saidOf(
  list: SegmentList,
  group: number,
  header: number,
  first: number,
  last: number,
): TransactionKind {
  const st = header < 0 ? undefined : segmentAt(list, header);
  const gs = group < 0 ? undefined : segmentAt(list, group);
  const version = (st && elementText(list, st, 3).trim()) || (gs && elementText(list, gs, 8).trim()) || '';
  const set = (st && elementText(list, st, 1).trim()) || (looksLikeClaims(list, first, last) ? '837' : '');
  const isOld = version.startsWith('004') || (version === '' && list.delimiters.repetition === undefined);
  const declared = declaredKind(version);
  const served = set === '837' ? servedKinds(list, first, last) : new Set<ClaimKind>();
  const [firstServed] = served;
  const kind =
    declared !== undefined && (served.size === 0 || served.has(declared))
      ? declared
      : (firstServed ?? declared ?? 'professional');
  const differs = declared !== undefined && declared !== kind ? { declaredKind: declared } : {};
  return { set, version, era: isOld ? 4 : 5, kind, ...differs };
}

/**
 * The component separator that the file is really written with, where it is not the one that ISA16 names: files put
 * together by hand have an ISA of another origin. CLM05 (`11:B:1`) has its components parted by some sign in every claim.
 */
export function usedComponent(list: SegmentList): string | undefined {
  const { component, element, segment: terminator } = list.delimiters;
  for (let index = 0; index < Math.min(list.count, searchedForClaim); index++) {
    if (!hasId(list, index, 'CLM')) continue;
    const place = elementText(list, segmentAt(list, index), 5).trim();
    if (place === '' || place.includes(component)) return undefined;
    const sign = /^[A-Za-z0-9]{1,2}([^A-Za-z0-9\s])[A-Za-z]?\1[A-Za-z0-9]?$/.exec(place)?.[1];
    return sign === element || sign === terminator ? undefined : sign;
  }
  return undefined;
}

/** Whether so much of an interchange is there that `usedComponent` says the same of all of it. */
export function knowsComponent(list: SegmentList): boolean {
  if (list.count > searchedForClaim) return true;
  for (let index = 0; index < list.count - 1; index++) if (hasId(list, index, 'CLM')) return true;
  return false;
}

/** How many segments are searched for the first CLM. */
const searchedForClaim = 2000;

function looksLikeClaims(list: SegmentList, first: number, last: number): boolean {
  for (let index = first; index <= last; index++) if (hasId(list, index, 'CLM')) return true;
  return false;
}

/** Professional, institutional or dental, by the number of the guide. */
function declaredKind(version: string): ClaimKind | undefined {
  const guide = /X(\d{3})/.exec(version)?.[1];
  if (guide === '222' || guide === '098' || guide === '298' || guide === '323') return 'professional';
  if (guide === '223' || guide === '096' || guide === '299' || guide === '324') return 'institutional';
  if (guide === '224' || guide === '097' || guide === '300' || guide === '325') return 'dental';
  return undefined;
}

/** The kinds of service lines in a transaction, in order of appearance. */
function servedKinds(list: SegmentList, first: number, last: number): ReadonlySet<ClaimKind> {
  const kinds = new Set<ClaimKind>();
  for (let index = first; index <= last; index++) {
    if (hasId(list, index, 'SV1')) kinds.add('professional');
    else if (hasId(list, index, 'SV2')) kinds.add('institutional');
    else if (hasId(list, index, 'SV3')) kinds.add('dental');
  }
  return kinds;
}
