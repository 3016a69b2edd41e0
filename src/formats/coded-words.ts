// Words that people write where claims have a code: kind of insurance, sex.

/** Claim filing indicators (SBR09, ASC X12 element 1032) and the words for them. */
const filingIndicators: readonly (readonly [code: string, words: string])[] = [
  ['MB', 'medicare, medicare part b, medicare b'],
  ['MA', 'medicare part a, medicare a'],
  ['MC', 'medicaid'],
  ['CI', 'commercial, group health plan, private, other'],
  ['BL', 'blue cross, blue shield, blue cross blue shield, bcbs'],
  ['CH', 'tricare, champus'],
  ['VA', 'champva, veterans affairs'],
  ['WC', 'workers compensation, workers comp, feca'],
  ['AM', 'auto, auto medical, automobile medical'],
  ['HM', 'hmo'],
  ['12', 'ppo'],
  ['13', 'pos'],
  ['14', 'epo'],
  ['16', 'medicare advantage, hmo medicare risk'],
  ['FI', 'federal employees, fep'],
];

export const filingIndicatorCodes: readonly string[] = [
  ...filingIndicators.map(([code]) => code),
  '09',
  '11',
  '15',
  '17',
  'DS',
  'LI',
  'LM',
  'OF',
  'TV',
  'ZZ',
];
export const filingIndicatorWords: readonly string[] = filingIndicators.flatMap(([, words]) =>
  words.split(', '),
);

/** The claim filing indicator of a code or word; undefined when it is neither. */
export function readFilingIndicator(written: string): string | undefined {
  const upper = written.trim().toUpperCase();
  if (filingIndicatorCodes.includes(upper)) return upper;
  const lower = written.trim().toLowerCase();
  return filingIndicators.find(([, words]) => words.split(', ').includes(lower))?.[0];
}

const sexes: Readonly<Record<string, string>> = {
  m: 'M',
  male: 'M',
  f: 'F',
  female: 'F',
  u: 'U',
  unknown: 'U',
  x: 'U',
  other: 'U',
};
export const sexWords: readonly string[] = Object.keys(sexes);

/** M, F or U; undefined when it is none of the words for them. */
export function readSex(written: string): string | undefined {
  return sexes[written.trim().toLowerCase()];
}
