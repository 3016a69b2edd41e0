// HI segments: diagnoses by the kind of list that each code belongs to. Procedures, DRG, occurrences and the like are left out.
import type { Diagnosis } from '../../model/claim';
import type { ClaimDraft } from './claim-draft';
import { componentField, componentValue, type Source } from './fields';
import { elementCount } from './segments';

interface ListKind {
  readonly role: Diagnosis['role'];
  readonly isIcd10cm: boolean;
}

/** HI01-1 and following: the A-qualifiers say ICD-10-CM, those without it ICD-9-CM. */
const diagnosisLists: Readonly<Record<string, ListKind>> = {
  ABK: { role: 'principal', isIcd10cm: true },
  ABF: { role: 'other', isIcd10cm: true },
  ABJ: { role: 'admitting', isIcd10cm: true },
  APR: { role: 'reason-for-visit', isIcd10cm: true },
  ABN: { role: 'external-cause', isIcd10cm: true },
  BK: { role: 'principal', isIcd10cm: false },
  BF: { role: 'other', isIcd10cm: false },
  BJ: { role: 'admitting', isIcd10cm: false },
  PR: { role: 'reason-for-visit', isIcd10cm: false },
  BN: { role: 'external-cause', isIcd10cm: false },
};

/** Adds the diagnoses of one HI segment to the claim, in its order. */
export function readDiagnoses(claim: ClaimDraft, source: Source): void {
  const count = elementCount(source.segment);
  for (let position = 1; position <= count; position++) {
    const kind = diagnosisLists[componentValue(source, position, 1).toUpperCase()];
    const written = kind && componentField(source, position, 2);
    if (!kind || !written) continue;
    const code = written.value.toUpperCase().replace(/[.\s]/g, '');
    const { role, isIcd10cm } = kind;
    claim.diagnoses.push({
      role,
      isIcd10cm,
      written: written.value,
      code: { value: code, range: written.range },
    });
  }
}
