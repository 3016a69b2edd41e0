// The settings of `.claimlint.yaml`: the reader, the JSON schema and docs/configuration.md are made from this list.

export interface TopSetting {
  /** As written in the file; `muscle-aliases` and `muscleAliases` are the same. */
  readonly name: string;
  readonly says: string;
  /** What holds when it is not set. */
  readonly without: string;
}

export const topSettings = [
  {
    name: 'rules',
    says: 'Severity of a rule for everybody: error, warning, information, or off. Goes before what a rule pack says.',
    without: 'each rule says how severe it is',
  },
  {
    name: 'payers',
    says: 'Payer profiles by name, each with what it is matched by and what this payer wants.',
    without: 'the two bundled profiles',
  },
  {
    name: 'default payer',
    says: 'Name of the profile for claims that match none.',
    without: 'commercial-default',
  },
  {
    name: 'files',
    says: 'Globs that name notes and claims (`notes:`, `claims:`) where neither the ending nor the content tells.',
    without: 'nothing is named',
  },
  {
    name: 'columns',
    says: 'Columns of a charge export (CSV) that Claimlint does not know by their own name, with the field that they are.',
    without: 'known names only',
  },
  {
    name: 'muscle aliases',
    says: "A clinic's own words for muscles, each with a muscle of the dictionary.",
    without: 'the dictionary',
  },
  {
    name: 'packs',
    says: 'Files of rule packs, from the folder of this file.',
    without: 'bundled rules only',
  },
  {
    name: 'ignores',
    says: 'Accepted findings, each with a rule and a reason; what has expired or holds nothing back is reported.',
    without: 'nothing is ignored',
  },
] as const satisfies readonly TopSetting[];
