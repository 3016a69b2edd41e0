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
import type { Field, TextRange } from '../../model/text';

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What claims of one subscriber and provider have in common. */
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

/** The claim in the model's shape; lines inherit what the claim says for all of them. */
export function finishedClaim(
  draft: ClaimDraft,
  context: ClaimContext,
  format: FormatId,
  kind: ClaimKind,
): Claim {
  const { billing, subscriber, payer, patient } = context;
  return {
    format,
    kind,
    index: draft.index,
    range: { start: draft.start, end: draft.end },
    accountNumbers: draft.accountNumbers,
    patient: { ...(patient ?? subscriber) },
    ...(patient ? { subscriber: { ...subscriber } } : {}),
    payer: { ...payer },
    ...optional('billingProvider', filled(billing)),
    ...optional('renderingProvider', filled(draft.rendering)),
    ...optional('referringProvider', filled(draft.referring)),
    ...optional('supervisingProvider', filled(draft.supervising)),
    ...optional('serviceFacility', filled(draft.facility)),
    ...draft.values,
    diagnoses: numbered(draft.diagnoses),
    serviceLines: draft.lines.map((line) => finishedLine(line, draft)),
    remarks: draft.remarks,
    attachedNotes: [],
  };
}

function finishedLine(line: LineDraft, claim: ClaimDraft): ServiceLine {
  const range: TextRange = { start: line.start, end: line.end };
  const ownDate = line.values.dateOfService !== undefined || line.values.dateOfServiceEnd !== undefined;
  return {
    number: line.number,
    range,
    ...(ownDate
      ? {}
      : { ...optional('dateOfService', claim.from), ...optional('dateOfServiceEnd', claim.to) }),
    ...optional('placeOfService', claim.values.placeOfService),
    ...line.values,
    modifiers: line.modifiers,
    unitBasis: line.unitBasis,
    diagnosisPointers: line.pointers,
    ...optional('renderingProvider', filled(line.rendering ?? claim.rendering)),
    remarks: line.remarks,
  };
}

/** Pointers count the principal and other diagnoses; the institutional lists with a meaning of their own are numbered after them. */
function numbered(drafts: readonly DiagnosisDraft[]): readonly Diagnosis[] {
  const pointed = drafts.filter(({ role }) => role === 'principal' || role === 'other');
  const rest = drafts.filter(({ role }) => role !== 'principal' && role !== 'other');
  return [...pointed, ...rest].map((draft, index) => ({ position: index + 1, ...draft }));
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

function filled(provider: Writable<Provider> | undefined): Provider | undefined {
  return provider && Object.keys(provider).length > 0 ? { ...provider } : undefined;
}
