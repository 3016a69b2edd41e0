// Claims and notes as Claimlint reads them, without a check.
import { detectFormat, readClaims as readClaimsAs } from '../formats';
import type { FormatId } from '../model/claim';
import type { ReadClaims } from './types';

/**
 * Reads the claims of a text: 837, FHIR, CSV, .claim or HL7. `name` is looked at for its ending only. A text that is none
 * of them has no claims and the format `unknown` (or `note`).
 */
export function readClaims(text: string, name = '', format?: FormatId): ReadClaims {
  const found = format ?? detectFormat(text, name);
  const { claims, problems } = readClaimsAs(text, found, { name });
  return { format: found, claims, problems };
}
