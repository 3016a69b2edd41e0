// Add-on codes and the base codes that they go with.
import { cardFor } from '../codes';
import { codeOf } from './pairs';
import { claimFix, codeRange, inClaim, lineRule, linesOfSameDate, noData, pass, serviceDate } from './rule';

export const addOn = lineRule({
  id: 'edit/add-on',
  title: 'An add-on code stands with its base code',
  severity: 'error',
  explanation: `An add-on code describes work beyond a base service and is never reported alone: 97811 and 97814 need 97810 or 97813 on the same date by the same provider.
Add the base line if it was done and left out, or take the add-on line out.`,
  sources: [
    {
      title: 'CMS add-on code edits',
      url: 'https://www.cms.gov/ncci-medicare/medicare-ncci-add-code-edits',
      vintage: '2024 Q2',
    },
  ],
  denialCodes: ['CARC 107', 'CARC 97', 'RARC N122'],
  examples: {
    valid: [
      {
        says: 'Base and add-on.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "97813", units: 1 }\n  - { date: 2024-08-02, code: "97814", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'The add-on alone.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "97814", units: 1 }\n  - { date: 2024-08-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    if (code === undefined) return [];
    const date = serviceDate(line);
    const row = date === undefined ? undefined : encounter.tables.addOn(code, date);
    const card = cardFor(code);
    if (row === 'none') return [];
    const bases = row?.primaries ?? card?.addOnTo;
    if (bases === undefined) return [];
    if (row?.type === 2 || bases.length === 0)
      return [noData(`The contractor decides which base codes ${code} goes with.`)];
    const base = linesOfSameDate(encounter.claim, line).find((other) => bases.includes(codeOf(other)));
    if (base !== undefined) return [pass(`${codeOf(base)} is the base of ${code}.`)];
    const severity = row?.type === 3 ? ('warning' as const) : ('error' as const);
    const removal =
      encounter.claim.serviceLines.length > 1
        ? [claimFix(`Remove the ${code} line`, { kind: 'remove-line', line: line.number })]
        : [];
    return [
      {
        verdict: 'fail',
        severity,
        message: `${code} is an add-on code and needs ${bases.slice(0, 5).join(' or ')}${bases.length > 5 ? ' or another base code' : ''} on the same date. Add the base line if it was done, or remove this one.`,
        at: inClaim(encounter, codeRange(line)),
        fixes: removal,
        sources: row === undefined ? [] : [{ title: 'CMS add-on code edits', vintage: row.vintage }],
      },
    ];
  },
});
