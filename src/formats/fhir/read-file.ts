// A FHIR text → its claims and what is wrong with them.
import type { Claim, ClaimDocument, OutlineItem } from '../../model/claim';
import { runAll, type Steps } from '../../model/steps';
import { attachedNotes } from './attached-notes';
import { checkFile } from './check';
import type { JsonObject } from './json/tree';
import { claimItem } from './outline';
import { readClaim } from './read-claim';
import { readResources } from './resources';

/** Resources that are claims. */
export const claimTypes: readonly string[] = ['Claim', 'ExplanationOfBenefit'];

/** Reads a text; its name tells by its ending that each line is a resource. Time linear in the length. */
export function readFhir(text: string, name = ''): ClaimDocument {
  return runAll(readInSteps(text, name));
}

/** The same in steps of a claim. */
export function* readInSteps(text: string, name = ''): Steps<ClaimDocument> {
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
