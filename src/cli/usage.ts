// What `--help` says, for all commands or for one.
import {
  type CommandManual,
  commandManuals,
  description,
  exits,
  type OptionManual,
  privacy,
  valueInWords,
} from './manual';

const width = 100;

/** The help of a command, or of all. */
export function usage(command: string | undefined): string {
  const manual = commandManuals.find(({ name }) => name === command);
  return manual === undefined ? usageOfAll() : usageOf(manual);
}

function usageOfAll(): string {
  const rows = commandManuals.map(({ name, calls: [call = ''], about }): [string, string] => [
    `claimlint ${name} ${call.replace('[options] ', '').replace('[options]', '').replace(' | -', '')}`,
    about,
  ]);
  return `claimlint: checks medical claims against the notes behind them

${description}

${columns(rows)}
  claimlint COMMAND --help    options and examples of a command
  claimlint --version

To begin with:
  claimlint check FOLDER      a folder of claims and notes
  claimlint code 20561        what a code means

${privacy}
`;
}

function usageOf({ name, calls, details, options, examples }: CommandManual): string {
  const parts = [
    calls.map((call) => `claimlint ${name} ${call}\n`).join(''),
    ...details.map((paragraph) => `${wrapped(paragraph, width).join('\n')}\n`),
  ];
  if (options.length > 0)
    parts.push(
      columns(options.map((option): [string, string] => [asCalled(option), aboutWithUsual(option)])),
    );
  if (options.some((option) => option.name === 'fail-on'))
    parts.push(`Exit: ${exits.map(([code, meaning]) => `${code} ${meaning}`).join(';\n      ')}.\n`);
  if (examples.length > 0)
    parts.push(`Examples:\n${examples.map(({ call, about }) => `  # ${about}\n  ${call}\n`).join('')}`);
  return parts.join('\n');
}

function asCalled(option: OptionManual): string {
  const value = option.value ?? valueInWords(option);
  return `--${option.name}${value === undefined ? '' : ` ${value}`}`;
}

/** With the words that it takes, where they are not part of the call, and the usual one. */
function aboutWithUsual({ value, choices, about }: OptionManual): string {
  if (choices === undefined) return about;
  return value === undefined ? `${about} (${choices[0] ?? ''})` : `${about}: ${choices.join(', ')}`;
}

/** Two columns; a long left one has a line of its own. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.max(0, ...rows.map(([word]) => word.length).filter((length) => length <= 26)) + 4;
  return rows
    .map(([word, about]) => {
      const [first = '', ...more] = wrapped(about, width - left);
      const begin = word.length > left - 4 ? `  ${word}\n${' '.repeat(left)}` : `  ${word}`.padEnd(left);
      return `${begin}${first}\n${more.map((line) => `${' '.repeat(left)}${line}\n`).join('')}`;
    })
    .join('');
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
