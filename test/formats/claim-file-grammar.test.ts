import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
  readonly captures?: Readonly<Record<string, Pattern>>;
  readonly beginCaptures?: Readonly<Record<string, Pattern>>;
}
interface Grammar extends Pattern {
  readonly scopeName: string;
  readonly repository?: Readonly<Record<string, Pattern>>;
}

const folder = new URL('../../syntaxes/', import.meta.url);
const grammars = readdirSync(folder)
  .filter((name) => name.endsWith('.tmLanguage.json'))
  .map((name) => ({ name, grammar: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Grammar }));

/** All patterns of a grammar, however deep. */
function patternsOf(pattern: Pattern): readonly Pattern[] {
  const repository = Object.values((pattern as Grammar).repository ?? {});
  const captures = [...Object.values(pattern.captures ?? {}), ...Object.values(pattern.beginCaptures ?? {})];
  return [pattern, ...[...(pattern.patterns ?? []), ...repository, ...captures].flatMap(patternsOf)];
}

/** As JavaScript reads it; the editor's engine knows \G and a leading (?i) besides. */
const regexOf = (source: string) =>
  new RegExp(source.replace(/\\G|^\(\?i\)/g, ''), source.startsWith('(?i)') ? 'i' : '');

describe.each(grammars)('$name', ({ grammar }) => {
  it('has expressions that can be read, and captures that they have', () => {
    for (const pattern of patternsOf(grammar)) {
      for (const source of [pattern.match, pattern.begin, pattern.end]) {
        if (source === undefined) continue;
        const groups = (new RegExp(`${regexOf(source).source}|`).exec('')?.length ?? 1) - 1;
        const used =
          source === pattern.end
            ? []
            : Object.keys(pattern.captures ?? pattern.beginCaptures ?? {}).map(Number);
        expect([source, Math.max(0, ...used) <= groups]).toEqual([source, true]);
      }
    }
  });

  it('includes only what there is', () => {
    for (const { include } of patternsOf(grammar)) {
      if (include === undefined) continue;
      const [scope = '', part] = include.split('#');
      const of = scope === '' ? grammar : grammars.find((each) => each.grammar.scopeName === scope)?.grammar;
      expect([include, of !== undefined && (part === undefined || part in (of.repository ?? {}))]).toEqual([
        include,
        true,
      ]);
    }
  });
});

describe('colours', () => {
  const partOf = (file: string, part: string) =>
    grammars.find(({ name }) => name === file)?.grammar.repository?.[part];

  it('of an 837 show code and modifiers of a service line', () => {
    const match = regexOf(partOf('x12.tmLanguage.json', 'service')?.match ?? '').exec(
      'SV1*HC:20561:GP:59*95*UN*1***1:2~',
    );
    expect(match?.slice(1)).toEqual(['SV1', '*', 'HC', ':', '20561', ':GP:59']);
  });

  it('of a claim show names, also in groups', () => {
    const names = (line: string) =>
      [...line.matchAll(new RegExp(partOf('claim.tmLanguage.json', 'entry')?.match ?? '', 'g'))].map(
        (match) => match[2],
      );
    expect(names('  - birth date: 1980-04-02')).toEqual(['birth date']);
    expect(names('payer: { name: Sample, id: "60054" }')).toEqual(['payer', 'name', 'id']);
  });
});
