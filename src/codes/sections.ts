// The form of a code and the section that its number belongs to, for any CPT or HCPCS code; own words, no descriptors.

export type CodeShape =
  | 'cpt'
  | 'cpt-category-2'
  | 'cpt-category-3'
  | 'cpt-laboratory'
  | 'hcpcs'
  | 'cdt'
  | 'not-a-code';

/** What kind of code a text is by its form alone; says nothing on whether it exists. */
export function codeShape(code: string): CodeShape {
  if (/^\d{5}$/.test(code)) return 'cpt';
  if (/^\d{4}F$/.test(code)) return 'cpt-category-2';
  if (/^\d{4}T$/.test(code)) return 'cpt-category-3';
  if (/^\d{4}[AMU]$/.test(code)) return 'cpt-laboratory';
  if (/^D\d{4}$/.test(code)) return 'cdt';
  // W, X, Y and Z are not given out nationally; some state programs still use them.
  return /^[A-CE-Z]\d{4}$/.test(code) ? 'hcpcs' : 'not-a-code';
}

const cptSections: readonly (readonly [from: string, to: string, name: string])[] = [
  ['00100', '01999', 'Anaesthesia'],
  ['10004', '19499', 'Surgery, skin and breast'],
  ['20100', '29999', 'Surgery, musculoskeletal system'],
  ['30000', '32999', 'Surgery, respiratory system'],
  ['33016', '37799', 'Surgery, heart and vessels'],
  ['38100', '38999', 'Surgery, blood and lymph system'],
  ['39000', '39599', 'Surgery, mediastinum and diaphragm'],
  ['40490', '49999', 'Surgery, digestive system'],
  ['50010', '53899', 'Surgery, urinary system'],
  ['54000', '55899', 'Surgery, male genital system'],
  ['55920', '58999', 'Surgery, genital system'],
  ['59000', '59899', 'Maternity care and delivery'],
  ['60000', '60699', 'Surgery, endocrine system'],
  ['61000', '64999', 'Surgery, nervous system'],
  ['65091', '68899', 'Surgery, eye'],
  ['69000', '69990', 'Surgery, ear; operating microscope'],
  ['70010', '79999', 'Radiology'],
  ['80047', '89398', 'Pathology and laboratory'],
  ['90281', '90756', 'Immune globulins and vaccines'],
  ['90785', '90899', 'Psychiatry'],
  ['90901', '90913', 'Biofeedback'],
  ['90935', '90999', 'Dialysis'],
  ['91010', '91299', 'Gastroenterology'],
  ['92002', '92499', 'Eye services'],
  ['92502', '92700', 'Ear, nose and throat; speech and hearing'],
  ['92920', '93799', 'Heart services'],
  ['93880', '93998', 'Vascular studies'],
  ['94002', '94799', 'Lung services'],
  ['95004', '95199', 'Allergy and immunology'],
  ['95249', '95251', 'Glucose monitoring'],
  ['95700', '96020', 'Neurology and neuromuscular procedures'],
  ['96040', '96041', 'Genetic counselling'],
  ['96105', '96171', 'Assessments of mind and behaviour'],
  ['96360', '96549', 'Infusions, injections and chemotherapy'],
  ['96567', '96999', 'Skin procedures'],
  ['97010', '97799', 'Physical medicine and rehabilitation'],
  ['97802', '97804', 'Nutrition therapy'],
  ['97810', '97814', 'Acupuncture'],
  ['98925', '98929', 'Osteopathic manipulation'],
  ['98940', '98943', 'Chiropractic manipulation'],
  ['98960', '98981', 'Education, telephone and remote monitoring services'],
  ['99000', '99199', 'Special services and reports'],
  ['99202', '99499', 'Evaluation and management'],
  ['99500', '99607', 'Home visits and medication management'],
];

const hcpcsSections: Readonly<Record<string, string>> = {
  A: 'Ambulance, supplies and radiopharmaceuticals',
  B: 'Enteral and parenteral therapy',
  C: 'Hospital outpatient items',
  E: 'Durable medical equipment',
  G: 'Procedures and professional services, temporary',
  H: 'Behavioural health and substance use services',
  J: 'Drugs given other than by mouth, chemotherapy',
  K: 'Durable medical equipment, temporary',
  L: 'Orthotics and prosthetics',
  M: 'Other medical services and measures',
  P: 'Pathology and laboratory, blood products',
  Q: 'Temporary codes, drugs and supplies',
  R: 'Portable X-ray transport',
  S: 'Private payer codes',
  T: 'State Medicaid codes',
  U: 'Laboratory tests for the coronavirus',
  V: 'Vision, hearing and speech',
};

const shapes: Partial<Record<CodeShape, string>> = {
  'cpt-category-2': 'Performance measurement (CPT Category II)',
  'cpt-category-3': 'Emerging technology (CPT Category III)',
  'cpt-laboratory': 'Proprietary laboratory analyses and administrative laboratory codes',
  cdt: 'Dental procedures (CDT)',
};

/** The section of a code by its number, or undefined when the text is no code or lies between the sections. */
export function sectionOf(code: string): string | undefined {
  const shape = codeShape(code);
  if (shape === 'cpt') return cptSections.find(([from, to]) => code >= from && code <= to)?.[2];
  return shape === 'hcpcs' ? hcpcsSections[code.charAt(0)] : shapes[shape];
}
