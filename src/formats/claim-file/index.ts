// The .claim format: a claim as YAML in the field names of the CMS-1500, for people to write and read.
import type { ClaimFormat } from '../format';
import { bareKey, findKey } from './key-lookup';
import { readClaimFile } from './read';
import { writeClaimFile } from './write';

export { writings as claimFileWritings } from './key-lookup';
export { type SectionName, sections as claimFileSections } from './keys';
export { claimFileSchema } from './schema';

/** By its ending, else by its names: a list of service lines beside another name that only claims have. */
function isClaimFile(text: string, name: string): boolean {
  if (/\.claim(?:\.ya?ml)?$/i.test(name)) return true;
  if (/\.(?:csv|tsv|json|ndjson|note|soap|md|837|x12|edi|hl7|dat)$/i.test(name)) return false;
  const start = text.slice(0, 20_000);
  const names = new Set<string>();
  let lines = false;
  for (const match of start.matchAll(/^(?:- )? {0,4}([A-Za-z][\w' -]{1,40}):(?=[ \t\r\n]|$)(.*)$/gm)) {
    const key = findKey('claim', match[1] ?? '');
    if (key === undefined) continue;
    if (key.name === 'service lines')
      lines ||=
        /^[ \t]*(?:#.*)?\r?$|^[ \t]*\[/.test(match[2] ?? '') &&
        /^[ \t]*(?:- |\{)|\[/.test(start.slice(match.index + match[0].length).trimStart());
    else if (['claim', 'diagnoses', 'payer', 'patient', 'billing provider'].includes(key.name))
      names.add(bareKey(key.name));
  }
  return lines && names.size > 0;
}

/** Claims in YAML; see `docs` and `schemas/claim.schema.json` for the names. */
export const claimFile: ClaimFormat = {
  ids: ['claim'],
  detect: (text, name) => (isClaimFile(text, name) ? 'claim' : undefined),
  read: (text) => readClaimFile(text),
  write: (text, claim, change) => writeClaimFile(text, claim, change),
};
