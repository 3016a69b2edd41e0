// Claims of one patient that are checked together, for rules that count over time. Who the patient is follows from ids or,
// without one, from the whole name and the date of birth; where neither is written, nothing is counted together.
import type { Claim, ServiceLine } from '../model/claim';

/** A service of the patient, on this claim or another. */
export interface PatientService {
  readonly path: string;
  readonly claim: Claim;
  readonly line: ServiceLine;
}

/** Services of a claim's patient in all claims of a check; undefined when the claim does not tell who the patient is. */
export type History = (claim: Claim) => readonly PatientService[] | undefined;

/** What tells one patient from others, or undefined. */
function patientKey({ patient }: Claim): string | undefined {
  const { memberId, lastName, firstName, birthDate } = patient;
  const parts =
    memberId === undefined ? [lastName, firstName, birthDate] : [memberId, ...(birthDate ? [birthDate] : [])];
  const values = parts.map((field) => field?.value.trim().toUpperCase() ?? '');
  if (values.some((value) => value === '')) return undefined;
  return JSON.stringify([memberId === undefined ? 'name' : 'id', ...values]);
}

/**
 * The history of a check. Made when first asked for, in time linear in the claims. Claims that void another one
 * (frequency code 8) bring no service.
 */
export function historyOf(
  documents: readonly { readonly path: string; readonly claims: readonly Claim[] }[],
): History {
  let byPatient: Map<string, PatientService[]> | undefined;
  const read = () => {
    const found = new Map<string, PatientService[]>();
    for (const { path, claims } of documents)
      for (const claim of claims) {
        const key = patientKey(claim);
        if (key === undefined || claim.frequencyCode?.value === '8') continue;
        const known = found.get(key) ?? [];
        found.set(key, known);
        for (const line of claim.serviceLines) known.push({ path, claim, line });
      }
    return found;
  };
  return (claim) => {
    const key = patientKey(claim);
    if (key === undefined) return undefined;
    byPatient ??= read();
    return byPatient.get(key);
  };
}
