// Segments with their loops → claims. One reader per transaction; it holds one claim at a time.
import type { Claim, ClaimKind, FormatId, Person, Provider } from '../../model/claim';
import type { Field } from '../../model/text';
import { type ClaimContext, type ClaimDraft, emptyClaim, finishedClaim, type Writable } from './claim-draft';
import { componentField, dateFields, elementField, elementValue, moneyField, type Source } from './fields';
import { readDiagnoses } from './read-diagnoses';
import { lineOf, readLineDate, readService } from './read-line';

/** Takes the segments of one transaction in order. */
export interface ClaimReader {
  /**
   * `loopId` as the walk found it ('' when the segment has no place in the guide); `end` is the offset after the terminator.
   * Returns the claim that this segment shows to be complete.
   */
  take(source: Source, loopId: string, end: number): Claim | undefined;
  /** The last claim, when there is one. */
  finish(): Claim | undefined;
}

type Party = { readonly person: Writable<Person> } | { readonly provider: Writable<Provider> };

interface State {
  readonly kind: ClaimKind;
  readonly format: FormatId;
  next: number;
  context: ClaimContext;
  claim: ClaimDraft | undefined;
  /** Whom the last NM1 named: REF, PRV and DMG after it are about them. */
  party: Party | undefined;
}

/** The name that this format has among all formats. */
export function formatOf(kind: ClaimKind): FormatId {
  return kind === 'professional' ? 'x12-837p' : kind === 'institutional' ? 'x12-837i' : 'x12-837d';
}

/** A reader for one transaction; its first claim gets number `firstIndex` (0-based position within the file). */
export function claimReader(kind: ClaimKind, firstIndex: number): ClaimReader {
  const state: State = {
    kind,
    format: formatOf(kind),
    next: firstIndex,
    context: emptyContext(),
    claim: undefined,
    party: undefined,
  };
  return {
    take: (source, loopId, end) => take(state, source, loopId, end),
    finish: () => closeClaim(state),
  };
}

function emptyContext(): ClaimContext {
  return { billing: {}, subscriber: {}, payer: {} };
}

function take(state: State, source: Source, loopId: string, end: number): Claim | undefined {
  const { id } = source.segment;
  if (id === 'HL') {
    const done = closeClaim(state);
    enterLevel(state, elementValue(source, 3));
    return done;
  }
  if (id === 'CLM') {
    const done = closeClaim(state);
    openClaim(state, source);
    if (state.claim) state.claim.end = end;
    return done;
  }
  const { claim } = state;
  if (claim) {
    readInClaim(state, claim, source, loopId);
    claim.end = end;
    const line = claim.lines[claim.lines.length - 1];
    if (line) line.end = end;
  } else readLevel(state, source, loopId);
  return undefined;
}

function closeClaim(state: State): Claim | undefined {
  const { claim } = state;
  state.claim = undefined;
  return claim && finishedClaim(claim, state.context, state.format, state.kind);
}

function enterLevel(state: State, level: string): void {
  const { billing, subscriber, payer } = state.context;
  state.party = undefined;
  if (level === '20') state.context = emptyContext();
  else if (level === '23')
    state.context = {
      billing: { ...billing },
      subscriber: { ...subscriber },
      payer: { ...payer },
      patient: {},
    };
  else state.context = { billing: { ...billing }, subscriber: {}, payer: {} };
}

function openClaim(state: State, source: Source): void {
  const claim = emptyClaim(state.next++, source.segment.start);
  state.claim = claim;
  state.party = undefined;
  const { values } = claim;
  set(values, 'id', elementField(source, 1));
  set(values, 'totalCharge', moneyField(elementField(source, 2)));
  const place = componentField(source, 5, 1);
  const frequency = componentField(source, 5, 3);
  set(values, 'frequencyCode', frequency);
  if (state.kind !== 'institutional') set(values, 'placeOfService', place);
  else if (place) {
    const end = frequency ?? place;
    values.typeOfBill = {
      value: place.value + (frequency?.value ?? ''),
      range: { start: place.range.start, end: end.range.end },
    };
  }
}

/** Segments above the claim: provider, subscriber, payer, patient. */
function readLevel(state: State, source: Source, loopId: string): void {
  const { context } = state;
  switch (source.segment.id) {
    case 'NM1':
      state.party = loopId === '' ? undefined : levelParty(state, elementValue(source, 1));
      if (elementValue(source, 1) === 'PR' && loopId !== '') readPayer(context, source);
      else readName(state.party, source);
      break;
    case 'SBR':
      set(context.payer, 'filingIndicator', elementField(source, 9));
      break;
    default:
      readParty(state, source, loopId);
  }
}

function levelParty({ context }: State, role: string): Party | undefined {
  if (role === '85') return { provider: context.billing };
  if (role === 'IL') return { person: context.subscriber };
  if (role !== 'QC') return undefined;
  context.patient ??= {};
  return { person: context.patient };
}

function readPayer(context: ClaimContext, source: Source): void {
  set(context.payer, 'name', elementField(source, 3));
  set(context.payer, 'id', elementField(source, 9));
}

function readName(party: Party | undefined, source: Source): void {
  if (!party) return;
  const qualifier = elementValue(source, 8);
  const identifier = elementField(source, 9);
  if ('person' in party) {
    set(party.person, 'lastName', elementField(source, 3));
    set(party.person, 'firstName', elementField(source, 4));
    set(party.person, 'memberId', identifier);
    return;
  }
  const { provider } = party;
  set(provider, 'name', elementField(source, 3));
  if (qualifier === 'XX') set(provider, 'npi', identifier);
  // 4010 could name a provider by its tax number.
  if ((qualifier === '24' || qualifier === '34') && identifier) {
    provider.taxId = identifier;
    provider.taxIdKind = qualifier === '24' ? 'EI' : 'SY';
  }
}

/** REF, PRV and DMG of whoever was named last. PRV of the billing level comes before its name. */
function readParty(state: State, source: Source, loopId: string): void {
  const { party } = state;
  switch (source.segment.id) {
    case 'DMG':
      if (!party || !('person' in party)) break;
      set(party.person, 'birthDate', dateFields(elementField(source, 2)).from);
      set(party.person, 'sex', elementField(source, 3));
      break;
    case 'PRV':
      if (loopId === '2000A') readBillingTaxonomy(state.context, source);
      else if (party && 'provider' in party) set(party.provider, 'taxonomy', elementField(source, 3));
      break;
    case 'REF': {
      const kind = elementValue(source, 1);
      const number = elementField(source, 2);
      if (!number || !party || !('provider' in party) || (kind !== 'EI' && kind !== 'SY')) break;
      party.provider.taxId = number;
      party.provider.taxIdKind = kind;
    }
  }
}

/** PRV*BI (billing) or PRV*PT (pay-to, 4010); any other role there is about somebody else. */
function readBillingTaxonomy({ billing }: ClaimContext, source: Source): void {
  const role = elementValue(source, 1);
  if (role === 'BI' || role === 'PT') set(billing, 'taxonomy', elementField(source, 3));
}

function readInClaim(state: State, claim: ClaimDraft, source: Source, loopId: string): void {
  const inLine = claim.lines.length > 0;
  switch (source.segment.id) {
    case 'LX':
      state.party = undefined;
      lineOf(claim, source, true);
      break;
    case 'SV1':
    case 'SV2':
    case 'SV3':
      readService(lineOf(claim, source, false), source);
      break;
    case 'HI':
      readDiagnoses(claim, source);
      break;
    case 'NM1':
      state.party = claimParty(claim, loopId, elementValue(source, 1));
      readName(state.party, source);
      break;
    case 'DTP':
      if (inLine) readLineDate(lineOf(claim, source, false), source);
      else readClaimDate(claim, source);
      break;
    case 'NTE':
      pushIf(remarksOf(claim), elementField(source, 2));
      break;
    case 'K3':
      pushIf(remarksOf(claim), elementField(source, 1));
      break;
    case 'LIN':
      if (inLine && elementValue(source, 2) === 'N4')
        set(lineOf(claim, source, false).values, 'drugCode', elementField(source, 3));
      break;
    case 'SBR':
      state.party = undefined;
      break;
    case 'REF':
      if (loopId === '2300') readClaimReference(claim, source);
      else readParty(state, source, loopId);
      break;
    default:
      readParty(state, source, loopId);
  }
}

function readClaimReference({ values, accountNumbers }: ClaimDraft, source: Source): void {
  const number = elementField(source, 2);
  if (!number) return;
  const kind = elementValue(source, 1);
  if (kind === 'G1') values.priorAuthorization ??= number;
  else if (kind === 'F8') values.originalReference ??= number;
  else if (kind === 'EA') accountNumbers.push(number);
}

function readClaimDate(claim: ClaimDraft, source: Source): void {
  const kind = elementValue(source, 1);
  if (kind !== '472' && kind !== '434') return;
  const { from, to } = dateFields(elementField(source, 3));
  if (from) claim.from = from;
  if (to) claim.to = to;
}

/** Providers of the claim (2310) and of the line (2420); those of other payers (2330) are not ours. */
function claimParty(claim: ClaimDraft, loopId: string, role: string): Party | undefined {
  const fresh: Writable<Provider> = {};
  if (loopId.startsWith('2420')) {
    const line = claim.lines[claim.lines.length - 1];
    if (role !== '82' || !line) return undefined;
    line.rendering = fresh;
  } else if (loopId.startsWith('2310')) {
    if (role === '82') claim.rendering = fresh;
    else if (role === 'DN' || role === 'P3') {
      // The primary care provider's own referral comes second and does not replace the referring provider.
      if (claim.referring) return undefined;
      claim.referring = fresh;
    } else if (role === 'DQ') claim.supervising = fresh;
    else if (role === '77' || role === 'FA' || role === 'LI' || role === 'TL') claim.facility = fresh;
    else return undefined;
  } else return undefined;
  return { provider: fresh };
}

function remarksOf(claim: ClaimDraft): Field[] {
  return claim.lines[claim.lines.length - 1]?.remarks ?? claim.remarks;
}

function pushIf<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}

function set<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}
