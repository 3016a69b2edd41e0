// FHIR R4 Claim and ExplanationOfBenefit: alone, in a Bundle or list, or one a line (NDJSON).
import type { ClaimFormat } from '../format';
import { describeElementAt } from './describe';
import { readFhir, readInSteps } from './read-file';
import { writeChange } from './write';

export { holdsClaimLines, ndjsonCutter, ndjsonSurvey, readNdjsonPiece } from './cut';

const claimName = /"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit)"/;

/** FHIR claims, by a resource that is one. */
export const fhir: ClaimFormat = {
  ids: ['fhir', 'fhir-ndjson'],
  detect: (text, name) => {
    if (!/^\ufeff?\s*[{[]/.test(text.slice(0, 1000)) || !claimName.test(text)) return undefined;
    return readFormat(text, name);
  },
  read: (text, { name }) => readFhir(text, name),
  // A resource is a file of its own; what it refers to and stands elsewhere is missed by who reads it so.
  pieceOf: (text, { range }) =>
    text.charAt(range.start) === '{' ? { parts: [range], trailer: () => '' } : undefined,
  readSteps: (text, { name }) => readInSteps(text, name),
  write: (text, claim, change) => writeChange(text, claim, change),
  describeAt: (text, offset, options) => describeElementAt(text, offset, options),
};

/** Two lines that each hold an object are NDJSON. */
function readFormat(text: string, name: string): 'fhir' | 'fhir-ndjson' {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return 'fhir-ndjson';
  return /^\ufeff?\s*\{.*\}[ \t]*\r?\n\s*\{/.test(text.slice(0, 1_000_000)) ? 'fhir-ndjson' : 'fhir';
}
