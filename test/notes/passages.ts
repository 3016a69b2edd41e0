// Wordings of every kind with the muscles that a careful reader counts as performed: dictionary ids (parts by their muscle)
// with L, R, B for left, right, both and nothing where no side is written. All are invented.

export interface Passage {
  readonly text: string;
  /** "trapezius R, levator-scapulae B"; empty when nothing counts for certain. */
  readonly performed: string;
  readonly kind?: 'needling' | 'injection' | 'chemodenervation' | 'emg';
  /** Count by name and by side, where the passage is about it: [atLeast, atMost]. */
  readonly byName?: readonly [number, number];
  readonly bySide?: readonly [number, number];
}

const many = Number.POSITIVE_INFINITY;

/** Prose of procedure notes and reports. */
export const prose: readonly Passage[] = [
  {
    text: 'At the second visit dry needling was directed to the levator scapulae muscle belly one thumb width medial to the superior angle of the scapula, bilaterally.',
    performed: 'levator-scapulae B',
  },
  {
    text: 'Needles (0.30 mm x 50 mm) were inserted obliquely through the upper trapezius and into the levator scapulae muscle belly.',
    performed: 'levator-scapulae',
    byName: [1, 2],
  },
  {
    text: 'Examination showed trigger points in the right upper trapezius, levator scapula, supraspinatus and infraspinatus musculature. She was treated using DN to the aforementioned muscles for two sessions.',
    performed: 'trapezius R, levator-scapulae R, supraspinatus R, infraspinatus R',
  },
  {
    text: 'After verbal consent the patient was placed prone. Trigger points were palpated in the bilateral rhomboids and the left trapezius. Each was injected with 1 mL of 0.25% bupivacaine using a 27-gauge needle.',
    performed: 'rhomboid-generic B, trapezius L',
    kind: 'injection',
  },
  {
    text: 'The areas of maximal tenderness in the right gluteus medius, piriformis and quadratus lumborum were marked. After prep with chlorhexidine, a 25 gauge needle was advanced into each trigger point and 1 cc of a mixture of lidocaine and Kenalog was injected.',
    performed: 'gluteus-medius R, piriformis R, quadratus-lumborum R',
    kind: 'injection',
  },
  {
    text: 'PROCEDURE: Trigger point injections, bilateral trapezius and bilateral levator scapulae muscles.\nANESTHESIA: Local.\nINDICATIONS: Myofascial pain.\nTECHNIQUE: Skin prepped with alcohol. 4 mL of 1% lidocaine were divided among the trigger points.\nCOMPLICATIONS: None.',
    performed: 'trapezius B, levator-scapulae B',
    kind: 'injection',
    byName: [2, 2],
    bySide: [4, 4],
  },
  {
    text: 'The internist performed a single injection on the longissimus muscle, one on the multifidus muscle, and one on the iliocostalis muscle.',
    performed: 'longissimus-thoracis, multifidus, iliocostalis-lumborum',
    kind: 'injection',
    byName: [3, 3],
  },
  {
    text: 'The physician injected the right trapezius twice, the left trapezius once and the left infraspinatus three times.',
    performed: 'trapezius B, infraspinatus L',
    kind: 'injection',
    byName: [2, 2],
    bySide: [3, 3],
  },
  {
    text: 'Six needles were placed: two in the left soleus, two in the left medial gastrocnemius and two in the left tibialis posterior.',
    performed: 'soleus L, gastrocnemius L, tibialis-posterior L',
  },
  {
    text: 'A filiform needle was inserted into the right piriformis and pistoned until local twitch responses were exhausted. The procedure was repeated in the right obturator internus.',
    performed: 'piriformis R, obturator-internus R',
  },
  {
    text: 'Dry needling was performed to the right infraspinatus, where a strong twitch was elicited, and to the right teres minor. The patient tolerated this well and there were no complications.',
    performed: 'infraspinatus R, teres-minor R',
  },
  {
    text: 'Patient was dry needled in the following muscles: right masseter, right temporalis and right lateral pterygoid.',
    performed: 'masseter R, temporalis R, lateral-pterygoid R',
  },
  {
    text: 'With the patient in side lying the left tensor fasciae latae and gluteus minimus were needled using a 75 mm needle.',
    performed: 'tensor-fasciae-latae L, gluteus-minimus L',
  },
  { text: 'We treated the left upper trapezius with dry needling today.', performed: 'trapezius L' },
  {
    text: 'Today we performed dry needling, treating the R supraspinatus and the R deltoid.',
    performed: 'supraspinatus R, deltoid R',
  },
  {
    text: 'The patient received 4 trigger point injections into the right and left trapezius and one into the right rhomboid major.',
    performed: 'trapezius B, rhomboid-major R',
    kind: 'injection',
  },
  {
    text: 'A total of three muscles were treated with dry needling: the right extensor carpi radialis brevis, extensor digitorum and supinator.',
    performed: 'extensor-carpi-radialis-brevis R, extensor-digitorum R, supinator R',
    byName: [3, 3],
  },
  {
    text: 'Trigger point injection x 2 performed: (1) right iliocostalis lumborum, (2) right longissimus.',
    performed: 'iliocostalis-lumborum R, longissimus-thoracis R',
    kind: 'injection',
  },
  {
    text: 'Using a clean technique I needled her right scalenes, making sure to stay away from the SCM.',
    performed: 'scalenes R',
    byName: [1, 3],
  },
  {
    text: 'Fanning technique in the left subscapularis; four passes, two twitches. No pneumothorax signs. Needling ended there.',
    performed: '',
    byName: [0, many],
  },
];

/** Shorthand of daily notes. */
export const shorthand: readonly Passage[] = [
  {
    text: 'DN: R UT, LS, infra',
    performed: 'trapezius R, levator-scapulae R, infraspinatus R',
    byName: [3, 3],
  },
  {
    text: 'TDN B/L UT + LS x 2 needles ea, + LTR',
    performed: 'trapezius B, levator-scapulae B',
    bySide: [4, 4],
  },
  {
    text: 'Tx: DN R glute med/min, R piri, .30x75, LTR x4',
    performed: 'gluteus-medius R, gluteus-minimus R, piriformis R',
  },
  {
    text: 'TPDN to (R) UT, (R) LS, (L) rhomb; pt tol well, no adverse rxn',
    performed: 'trapezius R, levator-scapulae R, rhomboid-generic L',
  },
  { text: 'DN - UT R, LS R, infra L', performed: 'trapezius R, levator-scapulae R, infraspinatus L' },
  {
    text: 'FDN: bil L4-5 multifidi, bil QL, bil Gmed',
    performed: 'multifidus B, quadratus-lumborum B, gluteus-medius B',
    byName: [3, 3],
    bySide: [6, 6],
  },
  {
    text: 'needled r ut, r ls and r infra today',
    performed: 'trapezius R, levator-scapulae R, infraspinatus R',
  },
  {
    text: 'R VMO, VL, RF DN x 6 needles',
    performed: 'vastus-medialis R, vastus-lateralis R, rectus-femoris R',
  },
  {
    text: 'DN R TA/EDL/FibL. Needles 0.25x40. Good LTR.',
    performed: 'tibialis-anterior R, extensor-digitorum-longus R, fibularis-longus R',
  },
  {
    text: 'IMS R ECRB, ECRL, EDC, BRD',
    performed:
      'extensor-carpi-radialis-brevis R, extensor-carpi-radialis-longus R, extensor-digitorum R, brachioradialis R',
  },
  {
    text: 'TPI: R UT x2, L UT x1, 0.5 cc 1% lido each',
    performed: 'trapezius B',
    kind: 'injection',
    byName: [1, 1],
    bySide: [2, 2],
  },
  {
    text: 'DN L SCM & L scalenes (ant, mid)',
    performed: 'sternocleidomastoid L, scalenus-anterior L, scalenus-medius L',
    byName: [3, 3],
  },
  { text: 'Rx: DN R UFT, R LS.', performed: 'levator-scapulae R' },
  {
    text: 'MT: STM to UT/LS x 10 min. DN: R infra, R t. minor. TE: rows 3x10.',
    performed: 'infraspinatus R, teres-minor R',
  },
  { text: 'Manual: IASTM to R quads and hamstrings. Needling: R VL only.', performed: 'vastus-lateralis R' },
  {
    text: 'DN bilat suboccipitals (RCPM, OCI)',
    performed: 'rectus-capitis-posterior-major B, obliquus-capitis-inferior B',
    bySide: [4, 4],
  },
  { text: 'DN to R UT w/ e-stim 2 Hz x 10 min', performed: 'trapezius R' },
  { text: 'UT/MT/LT R side DN, 30 ga 1.5"', performed: 'trapezius R', byName: [1, 1] },
  {
    text: 'Dry needling to QL (L), ES (L) L2-L4, glute max (L).',
    performed: 'quadratus-lumborum L, erector-spinae L, gluteus-maximus L',
  },
  {
    text: 'DN: (L) Gastroc med+lat heads, (L) soleus',
    performed: 'gastrocnemius L, soleus L',
    byName: [2, 2],
  },
];

/** What must not count. */
export const traps: readonly Passage[] = [
  { text: 'Pt c/o needle-like pain in R calf.', performed: '', byName: [0, 0] },
  { text: 'Needless to say the hamstrings remain tight.', performed: '', byName: [0, 0] },
  {
    text: 'No adverse response. IM injection 1 cc ketorolac, L gluteus medius.',
    performed: '',
    byName: [0, 0],
  },
  { text: 'Hx of DN last year to UT and LS.', performed: '', byName: [0, 0] },
  { text: 'Pt declined DN. STM to UT and LS instead.', performed: '', byName: [0, 0] },
  { text: 'Needle EMG of R deltoid, biceps, FDI: no fibs.', performed: '', byName: [0, 0] },
  {
    text: 'Palpated trigger points UT, LS, infra; deferred needling - pt anxious.',
    performed: '',
    byName: [0, 0],
  },
  {
    text: 'Acupuncture: LI4, GB21, ST36 with de qi, needles retained 20 min.',
    performed: '',
    byName: [0, 0],
  },
  {
    text: 'Risks of dry needling to the scalenes, including pneumothorax, were discussed with the patient.',
    performed: '',
    byName: [0, 0],
  },
  { text: 'Her husband had dry needling of the piriformis and loved it.', performed: '', byName: [0, 0] },
  {
    text: 'If headaches persist we will add dry needling to the suboccipitals.',
    performed: '',
    byName: [0, 0],
  },
  { text: 'Plan: DN to R UT, LS and infra at next visit.', performed: '', byName: [0, 0] },
  {
    text: 'Goals: independent with stretching of UT and pecs after needling.',
    performed: '',
    byName: [0, 0],
  },
  { text: 'Influenza vaccine 0.5 mL IM left deltoid.', performed: '', kind: 'injection', byName: [0, 0] },
  {
    text: 'Left subacromial injection with 40 mg Kenalog; supraspinatus tendon intact.',
    performed: '',
    kind: 'injection',
    byName: [0, 0],
  },
  {
    text: 'Greater occipital nerve block 3 mL bupivacaine; trapezius non-tender.',
    performed: '',
    kind: 'injection',
    byName: [0, 0],
  },
  {
    text: 'MRI: partial tear of the supraspinatus and infraspinatus tendons.',
    performed: '',
    byName: [0, 0],
  },
  { text: 'Patient would benefit from dry needling of the gluteus medius.', performed: '', byName: [0, 0] },
  {
    text: 'Informed consent for dry needling signed: I understand that needles may be placed in my trapezius, levator scapulae or other muscles.',
    performed: '',
    byName: [0, 0],
  },
  {
    text: 'Muscle biopsy of the left vastus lateralis was performed with a Bergstrom needle.',
    performed: '',
    byName: [0, 0],
  },
  { text: 'HEP: upper trap stretch, levator stretch, foam roll to lats.', performed: '', byName: [0, 0] },
  { text: '20561 Needle insertion without injection, 3 or more muscles.', performed: '', byName: [0, 0] },
];

/** Negation, plan and history beside what was done. */
export const mixed: readonly Passage[] = [
  { text: 'IASTM to quads, dry needling to glute med.', performed: 'gluteus-medius', byName: [1, 1] },
  {
    text: 'TDN: R UT, R LS. Plan: will needle infra nv. Last visit (10/01) needled R UT, LS, rhomboid.',
    performed: 'trapezius R, levator-scapulae R',
    byName: [2, 2],
  },
  {
    text: 'B/L UT, LS, R rhomboids, subocc (OCI, RCPM), no needling of SCM due to carotid proximity; will add scalenes nv. Dry needling as above. Consent on file.',
    performed:
      'trapezius B, levator-scapulae B, rhomboid-generic R, obliquus-capitis-inferior, rectus-capitis-posterior-major',
  },
  {
    text: 'DN to R UT and R LS; SCM not needled today.',
    performed: 'trapezius R, levator-scapulae R',
    byName: [2, 2],
  },
  {
    text: 'DN R UT, LS, infra (supra deferred).',
    performed: 'trapezius R, levator-scapulae R, infraspinatus R',
    byName: [3, 3],
  },
  {
    text: 'Needled all rotator cuff muscles except subscapularis on the right.',
    performed: 'rotator-cuff',
    byName: [3, 3],
  },
  {
    text: '2 mL 1% lidocaine to R UT; needled R LS, R rhomboid.',
    performed: 'levator-scapulae R, rhomboid-generic R',
  },
  {
    text: 'Pain improved since last visit. DN repeated to R UT and R LS as last visit.',
    performed: 'trapezius R, levator-scapulae R',
  },
  {
    text: 'Did not needle UT or LS, but needled R infraspinatus.',
    performed: 'infraspinatus R',
    byName: [1, 1],
  },
  {
    text: 'TTP R QL, R glute med, R piriformis. DN performed to R QL and R glute med.',
    performed: 'quadratus-lumborum R, gluteus-medius R',
    byName: [2, 2],
  },
  {
    text: 'Previously responded well to DN of the hamstrings; today needled L biceps femoris and L semitendinosus.',
    performed: 'biceps-femoris L, semitendinosus L',
    byName: [2, 2],
  },
  {
    text: 'Consider DN to scalenes next session. DN today: L UT, L LS.',
    performed: 'trapezius L, levator-scapulae L',
    byName: [2, 2],
  },
  {
    text: 'Patient stopped treatment after needling of R UT; LS and infra were not treated.',
    performed: 'trapezius R',
    byName: [1, 1],
  },
  { text: 'DN to R UT today. Scalenes held 2/2 anticoag.', performed: 'trapezius R', byName: [1, 1] },
  {
    text: 'DN R infra, R t minor w/o complication. STM R UT. Discussed adding DN to subscap.',
    performed: 'infraspinatus R, teres-minor R',
    byName: [2, 2],
  },
];

/** Groups, vague words and stated totals. */
export const groups: readonly Passage[] = [
  { text: 'TDN to rotator cuff x3 needles.', performed: 'rotator-cuff', byName: [1, 4] },
  { text: 'DN to the paraspinals.', performed: 'paraspinals', byName: [1, 6] },
  { text: 'Dry needling performed to multiple muscles of the neck.', performed: '', byName: [2, many] },
  { text: 'Six muscles needled.', performed: '', byName: [6, 6] },
  {
    text: 'DN to 4 muscles: UT, LS, infra.',
    performed: 'trapezius, levator-scapulae, infraspinatus',
    byName: [3, 4],
  },
  { text: 'DN to rotator cuff (infra, supra).', performed: 'infraspinatus, supraspinatus', byName: [2, 2] },
  {
    text: 'Needled infraspinatus and teres minor of the rotator cuff.',
    performed: 'infraspinatus, teres-minor',
    byName: [2, 2],
  },
  {
    text: 'DN to L3, L4, L5 multifidus on R, and R QL.',
    performed: 'multifidus R, quadratus-lumborum R',
    byName: [2, 2],
    bySide: [2, 2],
  },
  {
    text: 'DN to upper, middle and lower trapezius on the left.',
    performed: 'trapezius L',
    byName: [1, 1],
    bySide: [1, 1],
  },
  { text: 'Dry needling performed. Tolerated well.', performed: '', byName: [0, many] },
  { text: 'DN to UT or LS.', performed: '', byName: [1, 2] },
  { text: 'Injected three or more muscles.', performed: '', kind: 'injection', byName: [3, many] },
];
