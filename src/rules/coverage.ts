// Whether the payer covers the service at all, as far as a published policy says; an unknown stance stays unknown.
import { cardFor } from '../codes';
import { withPoint } from './diagnoses';
import { providerOf } from './identifiers';
import { claimEvidence, codeRange, inClaim, lineRule, noData, pass } from './rule';
import * as source from './sources';

/** Chronic low back pain as the MACs list it for NCD 30.3.3 since 1 October 2021 (the exact list is each MAC's). */
const lowBackPain = ['M545'];
/** Physical and occupational therapists are not on the list of NCD 30.3.3 (taxonomy 2251…, 225X…). */
const therapists = /^225[1X]/;

export const verify = lineRule({
  id: 'coverage/verify',
  title: 'The payer covers dry needling for this patient',
  severity: 'warning',
  explanation: `Coverage of dry needling differs from payer to payer; verify it before treatment. Medicare covers it, as a kind of acupuncture, only for chronic low back pain (NCD 30.3.3): 12 visits in 90 days, 8 more with improvement, 20 a year, and by practitioners whom the NCD names; a physical therapist is not among them.
Whether and which notice the patient signs (GA, GX, GY) is your practice's policy. Where the profile does not know a payer's stance, Claimlint says so and takes no side.`,
  sources: [source.ncd3033],
  denialCodes: ['CARC 50', 'CARC 96', 'CARC 167', 'CARC 185', 'RARC N386'],
  examples: {
    valid: [
      {
        says: 'Chronic low back pain under Medicare.',
        claim:
          'claim: A1\npayer: { type: MB }\ndiagnoses: { A: M54.59 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: A }\n',
      },
    ],
    invalid: [
      {
        says: 'Myalgia under Medicare.',
        claim:
          'claim: A1\npayer: { type: MB }\ndiagnoses: { A: M79.18 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: A }\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    if (card === undefined || !(card.muscles?.procedure === 'needling' || card.kind === 'acupuncture'))
      return [];
    const stance = encounter.profile.dryNeedlingCoverage;
    if (stance === 'unknown')
      return [
        noData(`The stance of this payer on ${card.code} is not known; verify coverage before treatment.`),
      ];
    if (stance === 'covered')
      return [pass(`The profile "${encounter.profile.name}" says that this is covered.`)];
    const at = inClaim(encounter, codeRange(line));
    if (stance === 'not-covered')
      return [
        {
          verdict: 'fail',
          message: `The profile "${encounter.profile.name}" says that ${card.code} is not covered. Check the notice that the patient signed.`,
          at,
        },
      ];
    const pointed = encounter.claim.diagnoses.filter(
      (diagnosis) =>
        diagnosis.isIcd10cm &&
        (line.diagnosisPointers.length === 0 ||
          line.diagnosisPointers.some(({ value }) => value === diagnosis.position)),
    );
    const back = pointed.some(({ code }) => lowBackPain.some((prefix) => code.value.startsWith(prefix)));
    if (!back && pointed.length > 0) {
      return [
        {
          verdict: 'fail',
          message: `Medicare covers ${card.code} only for chronic low back pain (NCD 30.3.3); this line points at ${pointed.map(({ code }) => withPoint(code.value)).join(', ')}. Expect a denial; check the notice that the patient signed (GA, GX or GY by your policy).`,
          at,
          evidence: pointed.map((diagnosis) =>
            claimEvidence(encounter, diagnosis.code.range, diagnosis.written, 'diagnosis of this line'),
          ),
        },
      ];
    }
    const taxonomy = providerOf(encounter, line)?.taxonomy;
    if (taxonomy !== undefined && therapists.test(taxonomy.value)) {
      return [
        {
          verdict: 'fail',
          message: `Medicare does not pay therapists for ${card.code}: NCD 30.3.3 names physicians and, with acupuncture training, other practitioners. Check the notice that the patient signed (GA, GX or GY by your policy).`,
          at,
          evidence: [
            claimEvidence(encounter, taxonomy.range, taxonomy.value, 'taxonomy of the rendering provider'),
          ],
        },
      ];
    }
    return [pass('The diagnosis fits NCD 30.3.3.')];
  },
});
