// Whether a procedure code exists, and did on the date of service.
import { cardFor, codeShape } from '../codes';
import { quoted } from './quote';
import { codeRange, inClaim, lineRule, noData, pass, serviceDate } from './rule';
import * as source from './sources';

export const unknownCode = lineRule({
  id: 'code/unknown',
  title: 'A procedure code has the form of one, and is in the loaded code sets',
  severity: 'error',
  explanation: `A CPT code has five characters (five digits, or four and a letter), a HCPCS Level II code a letter and four digits. Anything else on a service line is a slip of the keys or a spreadsheet's work.
Whether a well-formed code exists, Claimlint can only say for its own cards and for the tables that you imported; it never says that an unknown code is right.`,
  sources: [{ title: 'CPT and HCPCS Level II code forms', vintage: '2024' }],
  denialCodes: ['CARC 181', 'CARC 16', 'RARC M51', 'RARC N56'],
  examples: {
    valid: [
      {
        says: 'A known code.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'One digit too few.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "2056", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    if (code === undefined) return [];
    const shape = codeShape(code);
    const date = serviceDate(line);
    const at = inClaim(encounter, codeRange(line));
    if (shape === 'not-a-code') {
      return [
        {
          verdict: 'fail',
          message: `${quoted(code)} is not a procedure code: CPT codes have five digits (or four and a letter), HCPCS codes a letter and four digits. Check the charge.`,
          at,
        },
      ];
    }
    if (cardFor(code) !== undefined) return [pass(`${code} is a code that Claimlint has a card for.`)];
    if (shape === 'hcpcs' && date !== undefined) {
      const row = encounter.tables.hcpcs(code, date);
      if (row === 'none') {
        const loaded = encounter.tables.loaded.find((table) => table.kind === 'hcpcs');
        return [
          {
            verdict: 'fail',
            message: `${code} is not in HCPCS Level II for ${date}. Check the charge.`,
            at,
            sources: [
              { title: 'HCPCS Level II', ...(loaded === undefined ? {} : { vintage: loaded.vintage }) },
            ],
          },
        ];
      }
      if (row !== undefined) return [pass(`${code} is in HCPCS Level II (${row.vintage}).`)];
    }
    if (shape === 'cpt' && date !== undefined) {
      const row = encounter.tables.feeSchedule(code, undefined, date);
      if (row === 'none') {
        return [
          {
            verdict: 'fail',
            severity: 'warning',
            message: `${code} is not in the Medicare fee schedule for ${date}. It may have been deleted, or be paid from another schedule; check the code.`,
            at,
          },
        ];
      }
      if (row !== undefined) return [pass(`${code} is in the Medicare fee schedule (${row.vintage}).`)];
    }
    return [noData(`No code set is loaded that tells whether ${code} exists.`)];
  },
});

export const codeNotEffective = lineRule({
  id: 'code/not-effective',
  title: 'A procedure code is in force on the date of service',
  severity: 'error',
  explanation: `Codes begin and end, mostly on 1 January. A code that did not exist on the date of service is refused, whatever is in the note: dry needling has its own codes only since 1 January 2020.`,
  sources: [source.cptDryNeedling],
  denialCodes: ['CARC 181', 'CARC 182', 'RARC M51'],
  examples: {
    valid: [
      {
        says: 'After the code began.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2020-01-01, code: "20561", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Before the code began.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2019-12-31, code: "20561", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    const date = serviceDate(line);
    if (code === undefined || date === undefined) return [];
    const { from, to } = cardFor(code)?.effective ?? {};
    const row = encounter.tables.hcpcs(code, date);
    const hcpcs = row === undefined || row === 'none' ? undefined : row;
    const begins = from ?? hcpcs?.effective;
    const ends = to ?? hcpcs?.terminated;
    if (begins === undefined && ends === undefined) return [];
    const at = inClaim(encounter, line.procedureCode?.range ?? line.range);
    if (begins !== undefined && date < begins)
      return [
        {
          verdict: 'fail',
          message: `${code} begins on ${begins}; the service was on ${date}. Use the code that was in force then.`,
          at,
        },
      ];
    if (ends !== undefined && date > ends)
      return [
        {
          verdict: 'fail',
          message: `${code} ended on ${ends}; the service was on ${date}. Use the code that replaced it.`,
          at,
        },
      ];
    return [pass(`${code} is in force on ${date}.`)];
  },
});
