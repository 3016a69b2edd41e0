// What the commands and their options are for: the one list behind --help, shell completion, the man page, and the refusal of
// options that a command has not.
import type { OptionName } from './options';
import { formatWords, reportFormats, severities } from './words';

/** An option of a command. */
export interface OptionManual {
  readonly name: OptionName;
  /** What follows it; absent for one that is only there or not. In capitals; a shell offers files for FILE, folders for DIR, rules for RULE. */
  readonly value?: string;
  /** The words that it takes, the usual one first. */
  readonly choices?: readonly string[];
  readonly about: string;
}

export interface CommandManual {
  readonly name: string;
  /** How it is called, after its name. */
  readonly calls: readonly string[];
  /** In one line, in small letters. */
  readonly about: string;
  /** Paragraphs. */
  readonly details: readonly string[];
  readonly options: readonly OptionManual[];
  readonly examples: readonly { readonly call: string; readonly about: string }[];
  /** What its words are where they are no files. */
  readonly words?: readonly string[];
}

export const description =
  'Checks medical claims (837, FHIR, CSV, .claim, HL7) against the clinical notes behind them.';

export const privacy = 'Nothing leaves this machine: Claimlint uses no network and writes no log.';

export const exits: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'nothing at or above --fail-on (error, unless told otherwise)'],
  [1, 'something is'],
  [2, 'the call is not understood, or a file that it names cannot be read'],
];

const tables: OptionManual = { name: 'tables', value: 'DIR', about: 'folder with imported code tables' };
const textOrJson: OptionManual = { name: 'format', choices: ['text', 'json'], about: 'how to print' };
const failOn: OptionManual = {
  name: 'fail-on',
  choices: severities,
  about: 'exit with 1 from this severity up',
};

/** How files are read and what is held against them. */
const reading: readonly OptionManual[] = [
  {
    name: 'as',
    value: 'FORMAT',
    choices: formatWords,
    about: 'read every file as this format, whatever it looks like',
  },
  { name: 'note', value: 'FILE', about: 'the note behind every claim of this call' },
  { name: 'payer', value: 'NAME', about: 'payer profile for every claim of this call' },
  {
    name: 'pack',
    value: 'FILE',
    about: 'rule pack (YAML) whose rules run beside the bundled ones; may be repeated',
  },
  tables,
];

const stdinFilename: OptionManual = {
  name: 'stdin-filename',
  value: 'NAME',
  about: 'what standard input is called: its ending tells the format, its folder the settings',
};

export const commandManuals: readonly CommandManual[] = [
  {
    name: 'check',
    calls: ['[options] PATH… | -'],
    about: 'findings in claims and their notes',
    details: [
      'Checks files, and folders with all that is in them. Claims and notes named in one call are linked as in the editor: by name, by account and date of service, or by the same file name. - reads standard input.',
      'Settings are those of the nearest .claimlint.yaml: in the folder of the first path, or above it.',
    ],
    options: [
      { name: 'format', choices: reportFormats, about: 'how to print' },
      ...reading,
      failOn,
      {
        name: 'only',
        value: 'RULE',
        about: 'show only a rule (edit/ptp) or a family (edit); may be repeated',
      },
      { name: 'skip', value: 'RULE', about: 'leave a rule or a family out; may be repeated' },
      {
        name: 'max-findings',
        value: 'N',
        about: 'show at most N; totals and exit code are still of all',
      },
      {
        name: 'write-baseline',
        value: 'FILE',
        about: 'write down the findings of today, without a patient’s words, as known',
      },
      {
        name: 'baseline',
        value: 'FILE',
        about: 'leave out the findings that a baseline knows, and say which of them are gone',
      },
      {
        name: 'files-from',
        value: 'FILE',
        about: 'check the files of a list, one path a line; - reads the list from standard input',
      },
      stdinFilename,
      {
        name: 'redact',
        about:
          'take names, numbers, dates and quoted words of patients out of the report; done without asking for sarif and github',
      },
      { name: 'no-redact', about: 'leave them in, for sarif and github too' },
      {
        name: 'jobs',
        value: 'N',
        about: 'check large files on N threads, or auto for as many as the machine runs at once (1)',
      },
      {
        name: 'pieces-from',
        value: 'BYTES',
        about: 'from this size on a file is checked piece by piece, where its format can be (8000000)',
      },
    ],
    examples: [
      { call: 'claimlint check samples', about: 'a folder, with the notes in it' },
      { call: 'claimlint check --note visit.note visit.837', about: 'a claim and its note' },
      { call: 'cat batch.837 | claimlint check --format json -', about: 'standard input, for a program' },
      {
        call: 'claimlint check --only needling --max-findings 20 exports',
        about: 'one family of rules, the first twenty findings',
      },
      { call: 'claimlint check --jobs auto --format ndjson year.837', about: 'a large file on all cores' },
      {
        call: 'git diff --name-only --relative --diff-filter=d -z main | claimlint check --files-from -',
        about: 'what changed since a revision',
      },
    ],
  },
  {
    name: 'explain',
    calls: ['[options] PATH…'],
    about: 'what Claimlint read in a claim or note, and every rule’s verdict',
    details: [
      'Shows what was read: the claim’s lines with every rule’s verdict, or the note’s procedures, muscles and documentation.',
    ],
    options: [textOrJson, ...reading, stdinFilename],
    examples: [
      { call: 'claimlint explain visit.note', about: 'the muscles and documentation of a note' },
      { call: 'claimlint explain --note visit.note visit.claim', about: 'why a line is, or is not, flagged' },
    ],
  },
  {
    name: 'code',
    calls: ['[options] CODE…'],
    about: 'what a procedure code, modifier or place of service means',
    details: ['Shows the card of a procedure code, or what a modifier or place of service means.'],
    options: [tables],
    examples: [{ call: 'claimlint code 20561 59 11', about: 'a code, a modifier and a place of service' }],
    words: [],
  },
  {
    name: 'rules',
    calls: ['[options]', 'test PACK…', 'diff [options] OLD NEW [PATH…]'],
    about: 'every rule with its severity and page',
    details: [
      'Lists every rule with its severity and the page that explains it. With test: runs the examples of rule packs. With diff: shows what a new version of a rule pack changes, and on claims which findings appear and vanish.',
    ],
    options: [
      textOrJson,
      { name: 'pack', value: 'FILE', about: 'list the rules of this pack, too; may be repeated' },
      tables,
    ],
    examples: [
      { call: 'claimlint rules', about: 'all rules' },
      { call: 'claimlint rules test clinic.yaml', about: 'the examples of a pack' },
      { call: 'claimlint rules diff old.yaml new.yaml claims', about: 'what a change of a pack changes' },
    ],
  },
  {
    name: 'fix',
    calls: ['[options] PATH…'],
    about: 'applies the fixes that change no meaning',
    details: [
      'Applies only fixes that change no meaning (a count, a stray blank, a decimal point where the format forbids it). Everything else is a coder’s decision.',
    ],
    options: [
      { name: 'rule', value: 'RULE', about: 'fix findings of this rule only; may be repeated' },
      { name: 'dry-run', about: 'say what would be fixed and change nothing' },
      ...reading,
    ],
    examples: [{ call: 'claimlint fix --dry-run claims', about: 'what would change' }],
  },
  {
    name: 'merge',
    calls: ['[options] REPORT…'],
    about: 'puts the reports of parts of the work together',
    details: [
      'Takes reports that claimlint check --format json or ndjson wrote for parts of the work, and gives the report and the exit code of the whole. Files stay in the order of the reports; a file of which several reports tell is one file. A report that breaks off is refused.',
    ],
    options: [failOn],
    examples: [{ call: 'claimlint merge part-*.ndjson > all.ndjson', about: 'the findings of all parts' }],
  },
  {
    name: 'import',
    calls: ['[options] FILE…'],
    about: 'takes code tables as you downloaded them (NCCI, MUE, ICD-10-CM, HCPCS …)',
    details: [
      'Takes code tables as they were downloaded from CMS and NCHS (zip, xlsx, txt, csv, xml), several at once: NCCI PTP edits, Medically Unlikely Edits, add-on codes, the fee schedule (PPRRVU), ICD-10-CM, HCPCS Level II; and your own licensed descriptors or fees as CSV. Each file is recognised by its content and kept on this machine.',
    ],
    options: [{ ...tables, about: 'folder to keep them in (a folder of yours by default)' }],
    examples: [{ call: 'claimlint import ccipra-v302r0-f1.zip', about: 'NCCI edits as CMS publishes them' }],
  },
  {
    name: 'tables',
    calls: ['[options]'],
    about: 'which code tables are imported',
    details: ['Lists the imported code tables with their periods.'],
    options: [tables],
    examples: [],
    words: [],
  },
  {
    name: 'completion',
    calls: ['bash | zsh | fish'],
    about: 'lets a shell complete commands, options and rules',
    details: ['Prints what a shell has to know to complete commands, options and rules.'],
    options: [],
    examples: [
      {
        call: 'claimlint completion bash > ~/.local/share/bash-completion/completions/claimlint',
        about: 'bash',
      },
      { call: 'claimlint completion zsh > ~/.zfunc/_claimlint', about: 'zsh, with ~/.zfunc in fpath' },
      { call: 'claimlint completion fish > ~/.config/fish/completions/claimlint.fish', about: 'fish' },
    ],
    words: ['bash', 'zsh', 'fish'],
  },
];

/** What follows an option, as it is shown: "text|json" or "FILE". */
export function valueInWords({ value, choices }: OptionManual): string | undefined {
  return value ?? choices?.join('|');
}
