// Modifiers that do not exist, and modifiers that contradict or need each other.
import { isKnownModifier, modifierConflict, modifierInfo } from '../codes';
import { removal } from './modifier-removal';
import { isQuotable, quoted } from './quote';
import { claimEvidence, claimFix, inClaim, lineRule, pass, type Report } from './rule';
import * as source from './sources';

export const unknownModifier = lineRule({
  id: 'modifier/unknown',
  title: 'A modifier exists',
  severity: 'error',
  explanation: `A modifier is two characters of the CPT or HCPCS Level II list. One that is on neither list is a slip of the keys, or the letter O for a zero; payers refuse the line.
Claimlint knows all modifiers of the 2024 lists by code, and the common ones in its own words.`,
  sources: [source.hcpcsModifiers],
  denialCodes: ['CARC 4', 'CARC 182', 'RARC N519', 'RARC N822'],
  examples: {
    valid: [
      {
        says: 'A modifier of the list.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'No such modifier.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: ["5Q"], units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    if (line.modifiers.length === 0) return [];
    const unknown = line.modifiers.flatMap((modifier, at): Report[] => {
      if (isKnownModifier(modifier.value)) return [];
      const wellFormed = /^[A-Z0-9]{2}$/.test(modifier.value);
      return [
        {
          verdict: 'fail',
          ...(isQuotable(modifier.value) ? { code: modifier.value } : {}),
          message: wellFormed
            ? `"${modifier.value}" is not a modifier of the CPT or HCPCS lists (2024). Look for a slip of the keys (the letter O for a zero), or take it off.`
            : `${quoted(modifier.value)} is not a modifier: modifiers have two letters or digits.`,
          at: inClaim(encounter, modifier.range),
          fixes: [removal(line, at)],
        },
      ];
    });
    return unknown.length > 0 ? unknown : [pass('All modifiers of the line exist.')];
  },
});

export const conflict = lineRule({
  id: 'modifier/conflict',
  title: 'The modifiers of a line do not contradict each other',
  severity: 'error',
  explanation: `Some modifiers say things that cannot both be true: reduced and stopped (52, 53), two plans of care (GP, GO), a notice on file and none (GA, GZ), distinct and why distinct (59 with XE, XP, XS or XU). Some need a partner: CQ stands with GP, CO with GO.
Which of two is right follows from the note; the quick fixes take out one or the other.`,
  sources: [source.hcpcsModifiers],
  denialCodes: ['CARC 4', 'RARC N822', 'RARC N519'],
  examples: {
    valid: [
      {
        says: 'GP with KX.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP, KX], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Reduced and stopped.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: ["52", "53"], units: 1 }\n',
      },
      {
        says: 'An assistant without the discipline.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [CQ], units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const { modifiers } = line;
    if (modifiers.length === 0) return [];
    const clashes = modifiers.flatMap((second, at) =>
      modifiers.slice(0, at).flatMap((first, firstAt): Report[] => {
        const twice = first.value === second.value;
        const because = twice ? 'once is enough' : modifierConflict(first.value, second.value);
        if (because === undefined) return [];
        return [
          {
            verdict: 'fail',
            code: second.value,
            message: twice
              ? `Modifier ${second.value} stands on the line twice.`
              : `${first.value} and ${second.value} cannot stand on one line: ${because}. Keep the one that the note supports.`,
            at: inClaim(encounter, second.range),
            evidence: [
              claimEvidence(encounter, first.range, first.value, `the other modifier: ${first.value}`),
            ],
            fixes: twice ? [removal(line, at)] : [removal(line, at), removal(line, firstAt)],
          },
        ];
      }),
    );
    const alone = modifiers.flatMap((modifier): Report[] => {
      const requires = modifierInfo(modifier.value)?.requires ?? [];
      if (requires.length === 0 || modifiers.some(({ value }) => requires.includes(value))) return [];
      const first = requires[0] ?? '';
      return [
        {
          verdict: 'fail',
          code: modifier.value,
          message: `${modifier.value} needs ${requires.join(' or ')} on the same line.`,
          at: inClaim(encounter, modifier.range),
          fixes:
            modifiers.length < 4 &&
            !modifiers.some(({ value }) => modifierConflict(value, first) !== undefined)
              ? [
                  claimFix(`Add modifier ${first}`, {
                    kind: 'add-modifier',
                    line: line.number,
                    modifier: first,
                    at: 0,
                  }),
                ]
              : [],
        },
      ];
    });
    const found = [...clashes, ...alone];
    return found.length > 0 ? found : [pass('The modifiers of the line agree.')];
  },
});
