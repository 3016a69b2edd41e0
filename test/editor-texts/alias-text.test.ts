// How a clinic's word for a muscle is entered into `.claimlint.yaml`.
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/check';
import { aliasAt, aliasInConfiguration, renamedAlias } from '../../src/editor/alias-text';
import { applyEdits } from '../../src/model/text';

function entered(text: string, alias = 'the wing', muscle = 'infraspinatus'): string | undefined {
  const edit = aliasInConfiguration(text, alias, muscle);
  return edit && applyEdits(text, [edit]);
}

const aliasesOf = (text = '') => readConfiguration(text, []).configuration.muscleAliases;

describe('an alias', () => {
  it('makes its own section in a file that has none', () => {
    const text = entered('rules:\n  edit/ptp: warning');
    expect(text?.startsWith('rules:\n  edit/ptp: warning\n')).toBe(true);
    expect(aliasesOf(text)).toEqual({ 'the wing': 'infraspinatus' });
  });

  it('stands behind the ones that are there, and before what follows', () => {
    const text = entered('muscle aliases:\n    hams: biceps femoris # ours\n\nfiles:\n  notes: [a]\n');
    expect(aliasesOf(text)).toEqual({ hams: 'biceps femoris', 'the wing': 'infraspinatus' });
    expect(text).toContain('# ours');
    expect(text).toContain('files:\n  notes: [a]\n');
  });

  it('that is there already is changed and not doubled', () => {
    expect(entered('muscle aliases:\n  The Wing: teres minor\n')).toBe(
      'muscle aliases:\n  The Wing: infraspinatus\n',
    );
  });

  it('is not written into a file that cannot be read, or into braces', () => {
    expect(entered('a: [')).toBeUndefined();
    expect(entered('- a\n')).toBeUndefined();
    expect(entered('muscle aliases: { hams: biceps femoris }\n')).toBeUndefined();
  });
});

describe('another name for an alias', () => {
  const text =
    'rules:\n  edit/mue: off\nmuscle aliases:\n  UT: upper trapezius\n  "lev scap": levator scapulae\n';
  const at = text.indexOf('lev scap');

  it('changes the word and nothing else', () => {
    const edit = renamedAlias(text, at, 'levator');
    expect(typeof edit === 'string' ? edit : applyEdits(text, [edit])).toBe(
      text.replace('"lev scap"', '"levator"'),
    );
  });

  it('is offered at the word only', () => {
    expect(aliasAt(text, at)?.alias).toBe('lev scap');
    expect(aliasAt(text, text.indexOf('levator'))).toBeUndefined();
    expect(aliasAt(text, text.indexOf('edit/mue'))).toBeUndefined();
    expect(aliasAt(': [', 1)).toBeUndefined();
  });

  it('is refused where it is taken or no word', () => {
    expect(renamedAlias(text, at, 'ut')).toMatch(/already/);
    expect(renamedAlias(text, at, '{}')).toMatch(/letters/);
    expect(renamedAlias(text, 0, 'x')).toMatch(/no word/);
  });
});
