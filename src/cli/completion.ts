// What bash, zsh and fish have to know to complete a call, made from the manual.
import { type CommandManual, commandManuals, type OptionManual } from './manual';

/** The program for a shell; undefined for a shell that there is none for. */
export function completionFor(shell: string, ruleIds: readonly string[]): string | undefined {
  const families = [...new Set(ruleIds.map((id) => id.slice(0, id.indexOf('/'))))];
  const rules = [...families, ...ruleIds];
  if (shell === 'bash') return forBash(rules);
  if (shell === 'zsh') return forZsh(rules);
  return shell === 'fish' ? forFish(rules) : undefined;
}

const names = commandManuals.map(({ name }) => name);

/** Words that an option takes; `undefined` where they are files, folders or something of the caller's. */
function wordsOf({ value, choices }: OptionManual, rules: readonly string[]): readonly string[] | undefined {
  return value === 'RULE' ? rules : choices;
}

const takesValue = ({ value, choices }: OptionManual) => value !== undefined || choices !== undefined;

function forBash(rules: readonly string[]): string {
  const values = commandManuals.flatMap(({ name, options }) =>
    options.filter(takesValue).map((option) => {
      const words = wordsOf(option, rules);
      const answer =
        words !== undefined
          ? `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word"))`
          : option.value === 'DIR'
            ? 'COMPREPLY=($(compgen -d -- "$word"))'
            : option.value === 'FILE'
              ? 'COMPREPLY=($(compgen -f -- "$word"))'
              : ':';
      return `    "${name} --${option.name}") ${answer}; return ;;`;
    }),
  );
  const options = commandManuals.map(
    ({ name, options: list }) =>
      `    ${name}) options="${[...list.map((option) => `--${option.name}`), '--help'].join(' ')}" ;;`,
  );
  const words = commandManuals.flatMap(({ name, words: list }) =>
    list === undefined ? [] : [`    ${name}) COMPREPLY=($(compgen -W "${list.join(' ')}" -- "$word")) ;;`],
  );
  return `# claimlint for bash; made by: claimlint completion bash
_claimlint() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= options= index
  # bash takes --format=json for three words.
  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${names.join('|')}) command=\${COMP_WORDS[index]}; break ;;
    esac
  done
  if [[ -z $command ]]; then
    COMPREPLY=($(compgen -W "${names.join(' ')} --help --version" -- "$word"))
    return
  fi
  case "$command $before" in
${values.join('\n')}
  esac
  case $command in
${options.join('\n')}
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
    return
  fi
  case $command in
${words.join('\n')}
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _claimlint claimlint
`;
}

function forZsh(rules: readonly string[]): string {
  const shown = (text: string) => text.replace(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''");
  const action = (option: OptionManual): string => {
    if (!takesValue(option)) return '';
    const words = wordsOf(option, rules);
    const kind = option.value ?? option.name;
    if (words !== undefined) return `:${kind}:(${words.join(' ')})`;
    return `:${kind}:${option.value === 'DIR' ? '_files -/' : option.value === 'FILE' ? '_files' : ' '}`;
  };
  const cases = commandManuals.map(({ name, options, words }) => {
    const specs = options.map(
      (option) =>
        `'*--${option.name}${takesValue(option) ? '=' : ''}[${shown(option.about)}]${action(option)}'`,
    );
    const rest =
      words === undefined
        ? "'*:file:_files'"
        : words.length > 0
          ? `'1:shell:(${words.join(' ')})'`
          : "'*: : '";
    return `    ${name}) _arguments ${[...specs, "'--help[show help]'", rest].join(' \\\n      ')} ;;`;
  });
  return `#compdef claimlint
# claimlint for zsh; made by: claimlint completion zsh
_claimlint() {
  local -a commands
  commands=(
${commandManuals.map(({ name, about }) => `    '${name}:${shown(about)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '--help[show help]' '--version[show the version]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _claimlint ]]; then _claimlint "$@"; else compdef _claimlint claimlint; fi
`;
}

function forFish(rules: readonly string[]): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const commands = commandManuals.map(
    ({ name, about }) => `complete -c claimlint -n __fish_use_subcommand -f -a ${name} -d ${quoted(about)}`,
  );
  const optionLine = ({ name }: CommandManual, option: OptionManual): string => {
    const words = wordsOf(option, rules);
    const value =
      words !== undefined
        ? ` -x -a ${quoted(words.join(' '))}`
        : option.value === 'DIR'
          ? ` -x -a '(__fish_complete_directories)'`
          : option.value === 'FILE'
            ? ' -r'
            : takesValue(option)
              ? ' -x'
              : '';
    return `complete -c claimlint -n '__fish_seen_subcommand_from ${name}' -l ${option.name}${value} -d ${quoted(option.about)}`;
  };
  const options = commandManuals.flatMap((command) => [
    ...command.options.map((option) => optionLine(command, option)),
    ...(command.words === undefined
      ? []
      : [
          `complete -c claimlint -n '__fish_seen_subcommand_from ${command.name}' -f${command.words.length === 0 ? '' : ` -a ${quoted(command.words.join(' '))}`}`,
        ]),
  ]);
  return `# claimlint for fish; made by: claimlint completion fish
complete -c claimlint -n __fish_use_subcommand -l version -d 'show the version'
complete -c claimlint -l help -d 'show help'
${[...commands, ...options].join('\n')}
`;
}
