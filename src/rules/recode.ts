// One code in place of another: the new code takes over what fits it and nothing else, so that the change raises no new finding.
import { cardFor } from '../codes';
import type { ClaimChange, ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import { misfit } from './modifier-fit';
import { claimFix, type Encounter } from './rule';

/**
 * Changes the code of a line. Modifiers that do not fit the new code, and fitted the old one, are left out and named in the
 * title. `units`: what the new code is reported with, where that does not follow from the old one.
 */
export function recode(
  encounter: Encounter,
  line: ServiceLine,
  code: string,
  title: string,
  units?: number,
): Fix {
  const at = line.procedureCode;
  const recoded = at === undefined ? line : { ...line, procedureCode: { ...at, value: code } };
  const wrong = line.modifiers.flatMap(({ value }, place) =>
    misfit(encounter, recoded, value, cardFor(code)) !== undefined &&
    misfit(encounter, line, value, cardFor(at?.value ?? '')) === undefined
      ? [{ value, place }]
      : [],
  );
  const changes: ClaimChange[] = [
    { kind: 'replace-procedure-code', line: line.number, code },
    ...(units === undefined || line.units === undefined || line.units.value === units
      ? []
      : [{ kind: 'set-units' as const, line: line.number, units }]),
    ...[...wrong]
      .reverse()
      .map(({ place }) => ({ kind: 'remove-modifier' as const, line: line.number, at: place })),
  ];
  const without = wrong.length === 0 ? '' : `, without ${wrong.map(({ value }) => value).join(', ')}`;
  return claimFix(title + without, ...changes);
}
