// What `--help` says.

const general = `claimlint: checks medical claims against the notes behind them

  claimlint check PATH…       findings in claims (837, FHIR, CSV, .claim, HL7) and their notes
  claimlint explain PATH      what Claimlint read in a claim or note, and every rule's verdict
  claimlint code CODE…        what a procedure code, modifier or place of service means
  claimlint rules             every rule with its severity and page
  claimlint fix PATH…         applies the fixes that change no meaning
  claimlint import FILE…      takes code tables as you downloaded them (NCCI, MUE, ICD-10-CM, HCPCS …)
  claimlint tables            which code tables are imported

  claimlint check --help      options of a command
  claimlint --version

Nothing leaves this machine: Claimlint uses no network and writes no log.
`;

const check = `claimlint check [options] PATH… | -

Checks files, and folders with all that is in them. Claims and notes named in one call are linked as in the editor:
by name, by account and date of service, or by the same file name. - reads standard input.

  --format text|json|ndjson|sarif|junit|github   how to print (text)
  --as FORMAT                       read every file as x12-837p, fhir, csv, claim, note …
  --note FILE                       the note behind every claim of this call
  --payer NAME                      payer profile for every claim of this call
  --pack FILE                       rule pack (YAML) whose rules run beside the bundled ones; may be repeated
  --tables DIR                      folder with imported code tables
  --fail-on error|warning|information   exit with 1 from this severity up (error)
  --only RULE, --skip RULE          show only, or leave out, a rule (edit/ptp) or a family (edit); may be repeated
  --max-findings N                  show at most N; totals and exit code are still of all
  --write-baseline FILE             write down the findings of today, without a patient's words, as known
  --baseline FILE                   leave out the findings that a baseline knows, and say which of them are gone
  --files-from LIST                 check the files of a list, one path a line; - reads the list from standard input
  --stdin-filename NAME             what standard input is called: its ending tells the format, its folder the settings
  --redact                          take names, numbers, dates and quoted words of patients out of the report;
                                    done without asking for sarif and github (--no-redact keeps them)

Exit: 0 nothing at or above --fail-on; 1 something is; 2 usage or unreadable input.

Examples:
  claimlint check samples
  claimlint check --note visit.note visit.837
  cat batch.837 | claimlint check --format json -
  claimlint check --only needling --max-findings 20 exports
  git diff --name-only --relative --diff-filter=d -z main | claimlint check --files-from -
`;

const commands: Readonly<Record<string, string>> = {
  check,
  explain: `claimlint explain [--format text|json] [--note FILE] PATH…

Shows what was read: the claim's lines with every rule's verdict, or the note's procedures, muscles and documentation.
`,
  code: `claimlint code [--tables DIR] CODE…

Shows the card of a procedure code, or what a modifier or place of service means.
`,
  rules: `claimlint rules [--format text|json] [--pack FILE]
claimlint rules test PACK…
claimlint rules diff [--format text|json] OLD NEW [PATH…]

Lists every rule with its severity and the page that explains it. With test: runs the examples of rule packs. With diff: shows what
a new version of a rule pack changes, and on claims which findings appear and vanish.
`,
  import: `claimlint import [--tables DIR] FILE…

Takes code tables as they were downloaded from CMS and NCHS (zip, xlsx, txt, csv, xml), several at once: NCCI PTP edits,
Medically Unlikely Edits, add-on codes, the fee schedule (PPRRVU), ICD-10-CM, HCPCS Level II; and your own licensed
descriptors or fees as CSV. Each file is recognised by its content and kept on this machine.

  --tables DIR   folder to keep them in (a folder of yours by default)
`,
  tables: `claimlint tables [--tables DIR]

Lists the imported code tables with their periods.
`,
  fix: `claimlint fix [--rule ID] [--dry-run] PATH…

Applies only fixes that change no meaning (a count, a stray blank, a decimal point where the format forbids it).
`,
};

/** The help of a command, or of all. */
export function usage(command: string | undefined): string {
  return commands[command ?? ''] ?? general;
}
