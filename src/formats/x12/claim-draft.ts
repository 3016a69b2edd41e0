// A claim while it is being read: the model's types, writable, and how they become the finished claim.
import type {
  Claim,
  ClaimKind,
  Diagnosis,
  FormatId,
  Payer,
  Person,
  Provider,
  ServiceLine,
} from '../../model/claim';
import type { Field } from '../../model/text';

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What claims of one subscriber and provider have in common. The claims share these objects; each level (HL) begins new ones. */
export interface ClaimContext {
  readonly billing: Writable<Provider>;
  readonly subscriber: Writable<Person>;
  readonly payer: Writable<Payer>;
  /** Present once a patient level (2000C) was found. */
  patient?: Writable<Person>;
}

export type DiagnosisDraft = Omit<Diagnosis, 'position'>;

export interface LineDraft {
  number: number;
  start: number;
  end: number;
  /** Has an SV1, SV2 or SV3. */
  served: boolean;
  modifiers: readonly Field[];
  pointers: readonly Field<number>[];
  unitBasis: ServiceLine['unitBasis'];
  remarks: Field[];
  values: Partial<
    Writable<
      Pick<
        ServiceLine,
        | 'procedureCode'
        | 'revenueCode'
        | 'units'
        | 'charge'
        | 'dateOfService'
        | 'dateOfServiceEnd'
        | 'placeOfService'
        | 'minutes'
        | 'drugCode'
        | 'description'
      >
    >
  >;
  rendering?: Writable<Provider>;
}

export interface ClaimDraft {
  index: number;
  start: number;
  end: number;
  values: Partial<
    Writable<
      Pick<
        Claim,
        | 'id'
        | 'placeOfService'
        | 'frequencyCode'
        | 'originalReference'
        | 'priorAuthorization'
        | 'typeOfBill'
        | 'totalCharge'
      >
    >
  >;
  rendering?: Writable<Provider>;
  referring?: Writable<Provider>;
  supervising?: Writable<Provider>;
  facility?: Writable<Provider>;
  /** Service dates of the whole claim (dental 472, institutional 434). */
  from?: Field;
  to?: Field;
  diagnoses: DiagnosisDraft[];
  lines: LineDraft[];
  remarks: Field[];
  accountNumbers: Field[];
}

/** A service line without content yet. */
export function emptyLine(number: number, start: number): LineDraft {
  return {
    number,
    start,
    end: start,
    served: false,
    modifiers: [],
    pointers: [],
    unitBasis: 'units',
    remarks: [],
    values: {},
  };
}

/** A claim without content yet. */
export function emptyClaim(index: number, start: number): ClaimDraft {
  return { index, start, end: start, values: {}, diagnoses: [], lines: [], remarks: [], accountNumbers: [] };
}

/** For lists with nothing in them: broken files can hold very many claims. */
const none: readonly never[] = [];

/** The claim in the model's shape; lines inherit what the claim says for all of them. */
export function finishedClaim(
  draft: ClaimDraft,
  context: ClaimContext,
  format: FormatId,
  kind: ClaimKind,
): Claim {
  const { billing, subscriber, payer, patient } = context;
  const claim: Writable<Claim> = {
    format,
    kind,
    index: draft.index,
    range: { start: draft.start, end: draft.end },
    accountNumbers: draft.accountNumbers.length === 0 ? none : draft.accountNumbers,
    patient: patient ?? subscriber,
    payer,
    ...draft.values,
    diagnoses: numbered(draft.diagnoses),
    serviceLines: draft.lines.length === 0 ? none : draft.lines.map((line) => finishedLine(line, draft)),
    remarks: draft.remarks.length === 0 ? none : draft.remarks,
    attachedNotes: none,
  };
  if (patient) claim.subscriber = subscriber;
  if (isFilled(billing)) claim.billingProvider = billing;
  if (isFilled(draft.rendering)) claim.renderingProvider = draft.rendering;
  if (isFilled(draft.referring)) claim.referringProvider = draft.referring;
  if (isFilled(draft.supervising)) claim.supervisingProvider = draft.supervising;
  if (isFilled(draft.facility)) claim.serviceFacility = draft.facility;
  return claim;
}

function finishedLine(line: LineDraft, claim: ClaimDraft): ServiceLine {
  const result: Writable<ServiceLine> = {
    number: line.number,
    range: { start: line.start, end: line.end },
    ...line.values,
    modifiers: line.modifiers,
    unitBasis: line.unitBasis,
    diagnosisPointers: line.pointers,
    remarks: line.remarks,
  };
  if (!result.dateOfService && !result.dateOfServiceEnd) {
    if (claim.from) result.dateOfService = claim.from;
    if (claim.to) result.dateOfServiceEnd = claim.to;
  }
  if (!result.placeOfService && claim.values.placeOfService)
    result.placeOfService = claim.values.placeOfService;
  const rendering = line.rendering ?? claim.rendering;
  if (isFilled(rendering)) result.renderingProvider = rendering;
  return result;
}

/** Pointers count the principal and other diagnoses; the institutional lists with a meaning of their own are numbered after them. */
function numbered(drafts: readonly DiagnosisDraft[]): readonly Diagnosis[] {
  if (drafts.length === 0) return none;
  const pointed = drafts.filter(({ role }) => role === 'principal' || role === 'other');
  const rest = drafts.filter(({ role }) => role !== 'principal' && role !== 'other');
  return [...pointed, ...rest].map(({ code, written, role, isIcd10cm }, index) => ({
    position: index + 1,
    code,
    written,
    role,
    isIcd10cm,
  }));
}

function isFilled(provider: Writable<Provider> | undefined): provider is Writable<Provider> {
  if (provider) for (const name in provider) if (name !== '') return true;
  return false;
}
