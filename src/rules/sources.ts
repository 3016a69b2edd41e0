// Sources that several rules name, each with the date of what was read.
import type { Source } from '../model/finding';

export const cptDryNeedling: Source = {
  title: 'CPT code set, dry needling codes 20560 and 20561 (own words)',
  vintage: 'since 1 January 2020',
};

export const cptParentheticals: Source = {
  title: 'CPT code set, instructions with 20560/20561, 97140 and 97810–97814 (own words)',
  vintage: 'CPT 2020',
};

export const ncciManual: Source = {
  title: 'NCCI Policy Manual for Medicare Services, chapters I and XI',
  url: 'https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits',
  vintage: '2024',
};

export const ncciPtp2024q3: Source = {
  title: 'NCCI PTP edits, practitioner',
  url: 'https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits',
  vintage: '2024 Q3',
};

export const ncciModifiers: Source = {
  title: 'NCCI: modifiers associated with PTP edits; modifier 59 article',
  url: 'https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits',
  vintage: '2024',
};

export const mue2024q3: Source = {
  title: 'NCCI Medically Unlikely Edits, practitioner and outpatient hospital',
  url: 'https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits',
  vintage: '2024 Q3',
};

export const hcpcsModifiers: Source = {
  title: 'CPT modifiers (own words) and HCPCS Level II modifiers',
  vintage: '2024',
};

export const lateralityDispute: Source = {
  title:
    'AAPC newsletters (sides count separately) and forum (names count once); no AMA or CMS text settles it',
  vintage: 'read November 2026',
};

export const queryPractice: Source = {
  title: 'AHIMA/ACDIS, Guidelines for Achieving a Compliant Query Practice',
  vintage: '2022 update',
};

export const needlingDocumentation: Source = {
  title:
    'What payers and associations ask a dry needling note to show (coding references, ACA, state boards)',
  vintage: 'read November 2026',
};

export const cms1500Manual: Source = {
  title: 'Medicare Claims Processing Manual, Pub 100-04, chapter 26 (CMS-1500)',
  url: 'https://www.cms.gov/regulations-and-guidance/guidance/manuals/internet-only-manuals-ioms',
  vintage: '2024',
};

export const therapyManual: Source = {
  title: 'Medicare Claims Processing Manual, Pub 100-04, chapter 5, section 20',
  url: 'https://www.cms.gov/regulations-and-guidance/guidance/manuals/internet-only-manuals-ioms',
  vintage: '2024',
};

export const icd10Guidelines: Source = {
  title: 'ICD-10-CM Official Guidelines for Coding and Reporting',
  url: 'https://www.cdc.gov/nchs/icd/icd-10-cm/',
  vintage: 'FY 2024',
};

export const ncd3033: Source = {
  title: 'NCD 30.3.3, acupuncture for chronic low back pain',
  url: 'https://www.cms.gov/medicare-coverage-database/view/ncd.aspx?ncdid=373',
  vintage: 'effective 21 January 2020',
};
