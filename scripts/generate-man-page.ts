// Writes docs/claimlint.1, the manual page, from the list behind --help; with --check it only says whether it is fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { version } from '../package.json';
import { type CommandManual, commandManuals, description, exits, privacy } from '../src/cli/manual';

/** Text as roff takes it: no backslash, dash or dot at the beginning of a line means anything else. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll('’', '\\(cq')
    .replace(/^([.'])/gm, '\\&$1');
}

function commandSection({ name, calls, details, options, examples }: CommandManual): string {
  const lines = [
    `.SS ${plain(name)}`,
    ...calls.flatMap((call) => ['.nf', `.B claimlint ${plain(`${name} ${call}`)}`, '.fi']),
    ...details.flatMap((paragraph) => ['.PP', plain(paragraph)]),
  ];
  for (const { name: option, value, choices, about } of options) {
    const follows = value ?? choices?.join('|');
    lines.push(
      '.TP',
      `.B \\-\\-${plain(option)}${follows === undefined ? '' : ` \\fI${plain(follows)}\\fR`}`,
      plain(about) +
        (choices === undefined
          ? ''
          : value === undefined
            ? ` (${plain(choices[0] ?? '')})`
            : `: ${plain(choices.join(', '))}`),
    );
  }
  for (const { call, about } of examples)
    lines.push('.PP', `${plain(about)}:`, '.RS', '.nf', plain(call), '.fi', '.RE');
  return lines.join('\n');
}

function manPage(): string {
  return `.\\" Written by npm run docs.
.TH CLAIMLINT 1 "" "Claimlint ${version}" "User Commands"
.SH NAME
claimlint \\- checks medical claims against the notes behind them
.SH SYNOPSIS
.B claimlint
.I COMMAND
.RI [ options ]
.RI [ words ]
.SH DESCRIPTION
${plain(description)}
${plain(privacy)}
.SH COMMANDS
${commandManuals.map(commandSection).join('\n')}
.SH EXIT STATUS
${exits.map(([code, meaning]) => `.TP\n.B ${code}\n${plain(meaning)}`).join('\n')}
.SH FILES
.TP
.I .claimlint.yaml
Settings of a folder and of those in it.
.TP
.I ~/.local/share/claimlint/tables
Imported code tables, where the system has no other custom.
`;
}

const path = 'docs/claimlint.1';
const text = manPage();
if (existsSync(path) && readFileSync(path, 'utf8') === text) console.log(`${path}: fresh`);
else if (process.argv.includes('--check')) {
  console.error(`${path} is not fresh; run: npm run docs`);
  process.exitCode = 1;
} else {
  writeFileSync(path, text);
  console.log(`${path}: written`);
}
