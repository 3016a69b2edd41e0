// FHIR R4 Claim and ExplanationOfBenefit: alone, in a Bundle or list, or one a line (NDJSON).
import type { Claim, ClaimDocument, OutlineItem } from '../../model/claim';
import type { Steps } from '../../model/steps';
import { runAll } from '../../model/steps';
import type { ClaimFormat, ReadOptions } from '../format';
import { attachedNotes } from './attached-notes';
import { checkFile } from './check';
import { describeElementAt } from './describe';
import type { JsonObject } from './json/tree';
import { claimItem } from './outline';
import { readClaim } from './read-claim';
import { readResources } from './resources';
import { writeChange } from './write';

const claimTypes = ['Claim', 'ExplanationOfBenefit'];
const claimName = /"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit)"/;

/** FHIR claims, by a resource that is one. */
export const fhir: ClaimFormat = {
  ids: ['fhir', 'fhir-ndjson'],
  detect: (text, name) => {
    if (!/^\ufeff?\s*[{[]/.test(text.slice(0, 1000)) || !claimName.test(text)) return undefined;
    return readFormat(text, name);
  },
  read: (text, options) => runAll(readFile(text, options)),
  readSteps: (text, options) => readFile(text, options),
  write: (text, claim, change) => writeChange(text, claim, change),
  describeAt: (text, offset, options) => describeElementAt(text, offset, options),
};

/** Two lines that each hold an object are NDJSON. */
function readFormat(text: string, name: string): 'fhir' | 'fhir-ndjson' {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return 'fhir-ndjson';
  return /^\ufeff?\s*\{.*\}[ \t]*\r?\n\s*\{/.test(text.slice(0, 1_000_000)) ? 'fhir-ndjson' : 'fhir';
}

function* readFile(text: string, { name = '' }: ReadOptions): Steps<ClaimDocument> {
  const file = readResources(text, name);
  const format = file.isNdjson ? 'fhir-ndjson' : 'fhir';
  const claims: Claim[] = [];
  const outline: OutlineItem[] = [];
  const claimOf = new Map<JsonObject, number>();
  for (const { node, type } of file.resources) {
    if (!claimTypes.includes(type)) continue;
    const scope = { text, owner: node, resolve: file.resolve };
    const claim = readClaim(scope, claims.length, format, attachedNotes(file, node));
    claimOf.set(node, claim.index);
    claims.push(claim);
    outline.push(claimItem(claim, node));
    yield;
  }
  return { format, claims, problems: checkFile(file, claimOf), outline };
}
