// A .claim file → claims: YAML in the field names of the CMS-1500.
import type {
  AttachedNote,
  Claim,
  ClaimDocument,
  ClaimKind,
  OutlineItem,
  ReadProblem,
} from '../../model/claim';
import { type Field, rangeOf, type TextRange } from '../../model/text';
import { type Mutable, set } from '../optional';
import { readDiagnoses } from './diagnoses';
import { outlineOf } from './outline';
import { readPatient, readPayer, readProvider, textOf, writtenOf } from './parties';
import { type LocatedClaim, locateClaims, type Section } from './section';
import { codeOf, placeOfService, readLine, readRemarks } from './service-line';
import { complain, dateFields, moneyField, type ReadContext, resolved, single } from './values';
import { readYaml } from './yaml-read';
import type { YamlNode, YamlTree } from './yaml-tree';

const claimTypes: Readonly<Record<string, ClaimKind>> = {
  professional: 'professional',
  'cms-1500': 'professional',
  'cms 1500': 'professional',
  '837p': 'professional',
  institutional: 'institutional',
  'ub-04': 'institutional',
  'ub 04': 'institutional',
  '837i': 'institutional',
  dental: 'dental',
  ada: 'dental',
  '837d': 'dental',
};
/** All ways to write a claim type. */
export const claimTypeWords: readonly string[] = Object.keys(claimTypes);

/** The tree of a file with its claims; what both reading and writing start from. */
export interface LocatedFile {
  readonly tree: YamlTree;
  readonly claims: readonly LocatedClaim[];
  readonly problems: ReadProblem[];
}

/** Takes a file apart. Never throws. */
export function locateFile(text: string): LocatedFile {
  const tree = readYaml(text);
  const context: ReadContext = { text, problems: [], damage: tree.problems.map(({ range }) => range) };
  for (const { range, message, newText } of tree.problems) {
    complain(
      context,
      range,
      message,
      'error',
      newText === undefined
        ? undefined
        : { title: 'Indent with spaces', edits: [{ range, newText }], lossless: false },
    );
  }
  return { tree, claims: locateClaims(text, tree, context), problems: context.problems };
}

/** Reads a .claim file. Never throws; time linear in the length of the text. */
export function readClaimFile(text: string): ClaimDocument {
  const { claims, problems } = locateFile(text);
  const read = claims.map((located, index) => readClaim(located, index));
  if (claims.length === 0 && problems.length === 0) {
    complain(
      { text, problems },
      rangeOf(0, Math.min(text.length, 1)),
      'There is no claim in this file yet. Begin with “claim:” and an account number, then “diagnoses:” and “service lines:”.',
      'warning',
    );
  }
  const outline: readonly OutlineItem[] = claims.map((located, index) => outlineOf(located, read[index]));
  const ordered = [...problems].sort((a, b) => a.range.start - b.range.start);
  return { format: 'claim', claims: read, problems: ordered, outline };
}

function readClaim(located: LocatedClaim, index: number): Claim {
  const { section, context } = located;
  const date = writtenOf(context, section, 'date of service');
  const diagnoses = readDiagnoses(context, section);
  const { patient, subscriber, accounts } = readPatient(context, section);
  const place = placeOfService(context, section);
  const rendering = readProvider(context, section.get('rendering provider'), section, {
    npi: 'rendering npi',
  });
  const defaults = {
    ...(date === undefined ? {} : { dateOfService: dateFields(date) }),
    ...(place === undefined ? {} : { placeOfService: place }),
    ...(rendering === undefined ? {} : { renderingProvider: rendering }),
    diagnosisCount: diagnoses.filter(({ role }) => role === 'principal' || role === 'other').length,
  };
  const serviceLines = located.lines.map((line, i) =>
    readLine({ ...context, line: i + 1 }, line, i + 1, defaults),
  );
  if (
    serviceLines.length === 0 &&
    !context.damage?.length &&
    (located.linesEntry === undefined || isEmptyList(located.linesEntry.entry.value))
  ) {
    complain(
      context,
      located.linesEntry?.entry.key.range ?? located.node.entries[0]?.key.range ?? located.node.range,
      'This claim has no service lines. Write “service lines:”, and below it each line with a dash and its code.',
    );
  }
  const id = textOf(context, section, 'claim') ?? accounts[0];
  const note = notes(context, section);
  const total = section.get('total charge');
  const totalValue = total === undefined ? undefined : single(context, total.entry.value, total.key);
  const claim: Mutable<Claim> = {
    format: 'claim',
    kind: claimKind(context, section),
    index,
    range: located.node.range,
    accountNumbers: accounts.filter((account) => account !== id),
    patient,
    payer: readPayer(context, section),
    ...frequency(context, section),
    diagnoses,
    serviceLines,
    remarks: readRemarks(context, section, 'remarks'),
    attachedNotes: note.attached,
  };
  const billing = {
    npi: 'billing npi',
    taxonomy: 'billing taxonomy',
    taxId: 'tax id',
    taxIdType: 'tax id type',
  };
  set(claim, 'id', id);
  set(claim, 'subscriber', subscriber);
  set(claim, 'billingProvider', readProvider(context, section.get('billing provider'), section, billing));
  set(claim, 'renderingProvider', rendering);
  set(
    claim,
    'referringProvider',
    readProvider(context, section.get('referring provider'), section, { npi: 'referring npi' }),
  );
  set(claim, 'supervisingProvider', readProvider(context, section.get('supervising provider')));
  set(
    claim,
    'serviceFacility',
    readProvider(context, section.get('service facility'), section, { npi: 'facility npi' }),
  );
  set(claim, 'placeOfService', place);
  set(claim, 'priorAuthorization', textOf(context, section, 'prior authorization'));
  set(claim, 'typeOfBill', codeOf(context, section, 'type of bill'));
  if (total !== undefined && totalValue !== undefined)
    set(claim, 'totalCharge', moneyField(context, totalValue, total.key));
  set(claim, 'noteReference', note.reference);
  return claim;
}

function isEmptyList(node: YamlNode): boolean {
  const value = resolved(node);
  return value.kind === 'empty' || (value.kind === 'list' && value.items.length === 0);
}

function claimKind(context: ReadContext, section: Section): ClaimKind {
  const value = writtenOf(context, section, 'claim type');
  if (value === undefined) return section.has('type of bill') ? 'institutional' : 'professional';
  const kind = claimTypes[value.piece.text.toLowerCase()];
  if (kind === undefined)
    complain(
      context,
      value.piece.range,
      'The claim type is professional (CMS-1500), institutional (UB-04) or dental.',
    );
  return kind ?? 'professional';
}

/** Box 22 holds the resubmission code and the original reference number; they may stand in one value. */
function frequency(
  context: ReadContext,
  section: Section,
): { frequencyCode?: Field; originalReference?: Field } {
  const value = writtenOf(context, section, 'frequency code');
  const reference = textOf(context, section, 'original reference');
  if (value === undefined) return reference === undefined ? {} : { originalReference: reference };
  const both = /^(\d)[ ,/|]+(\S.*)$/.exec(value.piece.text);
  if (both === null || reference !== undefined) {
    return {
      frequencyCode: { value: value.piece.text, range: value.piece.range },
      ...(reference === undefined ? {} : { originalReference: reference }),
    };
  }
  const { start, end } = value.piece.range;
  const behind = value.piece.text.length - (both[2]?.length ?? 0);
  const places: readonly [TextRange, TextRange] = value.split
    ? [rangeOf(start, start + 1), rangeOf(start + behind, end)]
    : [value.piece.range, value.piece.range];
  return {
    frequencyCode: { value: both[1] ?? '', range: places[0] },
    originalReference: { value: both[2] ?? '', range: places[1] },
  };
}

/** A file name, or the note itself: a block of text, or words that are no file name. */
function notes(
  context: ReadContext,
  section: Section,
): { reference?: Field; attached: readonly AttachedNote[] } {
  const found = section.get('note');
  if (found === undefined) return { attached: [] };
  const node = resolved(found.entry.value);
  if (node.kind === 'scalar' && (node.style === 'block' || node.value.includes('\n'))) {
    return node.value.trim() === ''
      ? { attached: [] }
      : { attached: [{ range: node.inner, text: node.value }] };
  }
  const nodes = node.kind === 'list' ? node.items.map((item) => item.value) : [node];
  const [first, second] = nodes;
  if (second !== undefined)
    complain(context, second.range, 'A claim names one note. Only the first is read.', 'warning');
  const value = first === undefined ? undefined : single(context, first, found.key);
  if (value === undefined) return { attached: [] };
  const { text, range } = value.piece;
  if (/\s/.test(text) && !/\.[A-Za-z0-9]{1,8}$/.test(text)) return { attached: [{ range, text }] };
  return { reference: { value: text, range }, attached: [] };
}
