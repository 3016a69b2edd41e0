// Diagnoses of a .claim file (box 21): by letter, as a list, in one value, or as names of their own (box 21A).
import type { Diagnosis } from '../../model/claim';
import { rangeOf } from '../../model/text';
import { piecesOf } from '../written-value';
import { bareKey, findKey } from './key-lookup';
import type { KeyDefinition } from './keys';
import type { Section } from './section';
import { complain, part, type ReadContext, resolved, single, type Written } from './values';
import type { MapNode, YamlNode } from './yaml-tree';

/** Box 21 has places A to L. */
const mostDiagnoses = 12;

/** `diagnosis A` … `diagnosis L`. */
const ownNames = [...'ABCDEFGHIJKL'].map((letter, index) => [index + 1, `diagnosis ${letter}`] as const);

interface PlacedCode {
  readonly position: number;
  readonly value: Written;
}

/** All diagnoses: those that lines point to first, then the lists of institutional claims. */
export function readDiagnoses(context: ReadContext, claim: Section): readonly Diagnosis[] {
  const isIcd10cm = readsIcd10cm(context, claim);
  const pointable = placedCodes(context, claim);
  const thirteenth = pointable.find(({ position }) => position > mostDiagnoses);
  if (thirteenth !== undefined)
    complain(
      context,
      thirteenth.value.piece.range,
      'A claim has room for twelve diagnoses, A to L. Remove the ones that no line needs.',
    );
  const first = pointable[0]?.position;
  const diagnoses = pointable.map(({ position, value }) =>
    diagnosis(value, position, position === first ? 'principal' : 'other', isIcd10cm),
  );
  let last = pointable.at(-1)?.position ?? 0;
  for (const [name, role] of [
    ['admitting diagnosis', 'admitting'],
    ['reason for visit', 'reason-for-visit'],
    ['external cause', 'external-cause'],
  ] as const) {
    const found = claim.get(name);
    for (const { value } of found === undefined ? [] : listed(context, found.entry.value, found.key)) {
      last += 1;
      diagnoses.push(diagnosis(value, last, role, isIcd10cm));
    }
  }
  return diagnoses;
}

function readsIcd10cm(context: ReadContext, claim: Section): boolean {
  const found = claim.get('icd indicator');
  const value = found === undefined ? undefined : single(context, found.entry.value, found.key);
  if (value === undefined) return true;
  const version = value.piece.text.replace(/^icd[- ]?/i, '').replace(/[- ]?cm$/i, '');
  if (version === '9') return false;
  if (version !== '0' && version !== '10')
    complain(context, value.piece.range, 'The ICD indicator is 0 (ICD-10-CM) or 9 (ICD-9-CM).');
  return true;
}

function placedCodes(context: ReadContext, claim: Section): readonly PlacedCode[] {
  const placed: PlacedCode[] = [];
  const found = claim.get('diagnoses');
  const node = found === undefined ? undefined : resolved(found.entry.value);
  if (node?.kind === 'map') placed.push(...lettered(context, node));
  else if (found !== undefined) placed.push(...listed(context, found.entry.value, found.key));
  for (const [position, name] of ownNames) {
    const own = claim.get(name);
    const value = own === undefined ? undefined : codeValue(context, own.entry.value, own.key);
    if (own === undefined || value === undefined) continue;
    if (placed.some((other) => other.position === position))
      complain(
        context,
        own.entry.key.range,
        'This diagnosis is here twice. The one under “diagnoses” is read, this one is not.',
      );
    else placed.push({ position, value });
  }
  return placed.sort((a, b) => a.position - b.position);
}

/** `A: M79.18` … by letter or number. */
function lettered(context: ReadContext, map: MapNode): readonly PlacedCode[] {
  const placed: PlacedCode[] = [];
  for (const { key, value } of map.entries) {
    const letter = /^(?:box)?(?:21)?([a-l])$/.exec(bareKey(key.value))?.[1];
    const position =
      letter === undefined
        ? Number(/^(\d{1,2})$/.exec(bareKey(key.value))?.[1] ?? 0)
        : letter.charCodeAt(0) - 96;
    if (position < 1 || position > mostDiagnoses) {
      complain(context, key.range, 'Diagnoses are named by the letters A to L (or 1 to 12).');
      continue;
    }
    const code = codeValue(context, value, diagnosisKey);
    if (code === undefined) continue;
    if (placed.some((other) => other.position === position))
      complain(
        context,
        key.range,
        'This letter is here twice. The first is read, this one is not. Give each diagnosis its own letter.',
      );
    else placed.push({ position, value: code });
  }
  return placed;
}

const diagnosisKey: KeyDefinition = findKey('claim', 'diagnosis A') ?? {
  name: 'diagnosis',
  kind: 'code',
  description: '',
};

/** A list of codes, or codes in one value. An entry without a code keeps its place, so that pointers still count right. */
function listed(context: ReadContext, node: YamlNode, key: KeyDefinition): readonly PlacedCode[] {
  const value = resolved(node);
  if (value.kind === 'list') {
    return value.items.flatMap((item, index) => {
      const code = codeValue(context, item.value, diagnosisKey);
      return code === undefined ? [] : [{ position: index + 1, value: code }];
    });
  }
  const whole = single(context, node, key);
  if (whole === undefined) return [];
  const pieces = piecesOf(whole.piece.text, ',;/|');
  const codes = pieces.every(({ text }) => isCodeLike(text)) ? pieces : pieces.slice(0, 1);
  return codes.map(({ range }, index) => ({
    position: index + 1,
    value: { piece: part(whole, range.start, range.end), split: whole.split },
  }));
}

/** The code of one diagnosis: a value, perhaps with words behind it, or a group with a `code`. */
function codeValue(context: ReadContext, node: YamlNode, key: KeyDefinition): Written | undefined {
  const value = resolved(node);
  if (value.kind === 'map') {
    const entry = value.entries.find((each) =>
      ['code', 'icd', 'icd10', 'dx'].includes(bareKey(each.key.value)),
    );
    if (entry !== undefined) return codeValue(context, entry.value, key);
    complain(context, node.range, 'A diagnosis is a code, such as M79.18.');
    return undefined;
  }
  const whole = single(context, node, key);
  if (whole === undefined) return undefined;
  const space = whole.piece.text.search(/[\s,;]/);
  if (space < 0 || !isCodeLike(whole.piece.text.slice(0, space))) return whole;
  return { piece: part(whole, 0, space), split: whole.split };
}

function isCodeLike(text: string): boolean {
  return /^(?:[A-Za-z]\d[A-Za-z\d](?:\.?[A-Za-z\d]{1,4})?|\d{3}(?:\.\d{1,2})?)\.?$/.test(text);
}

function diagnosis(value: Written, position: number, role: Diagnosis['role'], isIcd10cm: boolean): Diagnosis {
  const { text, range } = value.piece;
  return {
    position,
    code: { value: text.toUpperCase().replace(/\./g, ''), range: rangeOf(range.start, range.end) },
    written: text,
    role,
    isIcd10cm,
  };
}
