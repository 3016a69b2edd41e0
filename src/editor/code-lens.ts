// A line above each claim (lines, total, worst finding, linked note) and above each note (muscles by name and by side).
// Switched by `claimlint.codeLens`.
import * as vscode from 'vscode';
import type { CheckedClaim } from '../check';
import type { Claim } from '../model/claim';
import type { Finding } from '../model/finding';
import type { Note, ProcedureKind } from '../model/note';
import { documentedMuscles, musclesInWords } from '../rules/muscle-evidence';
import { chooseNoteCommand } from './choose-note';
import { personalSettings } from './configuration';
import type { Checked, Documents } from './documents';
import { evidenceLegend, toggleEvidenceCommand } from './evidence';
import { showPlaceCommand } from './places';
import { rangesIn } from './positions';
import { verdictsCommand } from './verdicts';
import { findingsInWords } from './words';

/** A batch has no room for a line above every claim. */
const mostClaims = 200;

/** Procedures whose muscles are counted, and how one says it. */
const counted: readonly (readonly [ProcedureKind, string])[] = [
  ['needling', vscode.l10n.t('Dry needling')],
  ['injection', vscode.l10n.t('Injection')],
  ['chemodenervation', vscode.l10n.t('Chemodenervation')],
];

export function registerCodeLens(documents: Documents): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    documents.onDidCheck(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('claimlint')) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider('*', {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        if (!personalSettings(document.uri).codeLens) return [];
        const checked = documents.of(document);
        if (!checked) return [];
        return checked.own.note ? noteLenses(checked.own.note, checked) : claimLenses(checked);
      },
    }),
  );
}

function claimLenses(checked: Checked): vscode.CodeLens[] {
  const place = rangesIn(checked.own.text);
  const findings = findingsByClaim(checked);
  return checked.own.claims.slice(0, mostClaims).flatMap((checkedClaim) => {
    const { claim } = checkedClaim;
    const at = place({ start: claim.range.start, end: claim.range.start });
    const own = findings.get(claim.index) ?? [];
    return [
      lens(at, summaryOf(claim, own), verdictsCommand, [checked.document.uri, claim.index]),
      ...noteLens(checkedClaim, checked).map(({ title, command, words }) => lens(at, title, command, words)),
    ];
  });
}

function findingsByClaim({ findings }: Checked): ReadonlyMap<number, readonly Finding[]> {
  const byClaim = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (finding.claimIndex === undefined || finding.claimIndex >= mostClaims) continue;
    const known = byClaim.get(finding.claimIndex);
    if (known) known.push(finding);
    else byClaim.set(finding.claimIndex, [finding]);
  }
  return byClaim;
}

function summaryOf({ serviceLines, totalCharge }: Claim, findings: readonly Finding[]): string {
  const lines =
    serviceLines.length === 1
      ? vscode.l10n.t('1 service line')
      : vscode.l10n.t('{0} service lines', serviceLines.length);
  const charges = serviceLines.flatMap(({ charge }) => charge?.value ?? []);
  const total =
    totalCharge?.value ?? (charges.length > 0 ? charges.reduce((sum, charge) => sum + charge, 0) : undefined);
  return [lines, ...(total === undefined ? [] : [dollars(total)]), findingsInWords(findings)].join(' · ');
}

function noteLens(
  { link, claim }: CheckedClaim,
  { uriOf, path, document }: Checked,
): { title: string; command: string; words: unknown[] }[] {
  if (link.candidates.length > 0) {
    const title = vscode.l10n.t('{0} notes fit: choose one…', link.candidates.length);
    return [{ title, command: chooseNoteCommand, words: [document.uri, path, link.candidates] }];
  }
  if (claim.attachedNotes.length > 0) return [];
  const [notePath] = link.linked;
  const uri = notePath === undefined ? undefined : uriOf(notePath);
  if (!uri)
    return [
      { title: vscode.l10n.t('no note found'), command: chooseNoteCommand, words: [document.uri, path, []] },
    ];
  return [
    {
      title: vscode.l10n.t('note: {0}', uri.path.split('/').at(-1) ?? ''),
      command: showPlaceCommand,
      words: [uri.toString(), 0, 0],
    },
  ];
}

function noteLenses(note: Note, checked: Checked): vscode.CodeLens[] {
  const place = rangesIn(checked.own.text);
  const lenses = counted.flatMap(([kind, name]) => {
    const first = note.procedures.find(
      (procedure) => procedure.kind === kind && procedure.status !== 'negated',
    );
    if (!first) return [];
    const { count } = documentedMuscles(note, kind);
    const title = vscode.l10n.t(
      '{0}: {1} by name, {2} by side',
      name,
      musclesInWords(count.byName),
      musclesInWords(count.bySide),
    );
    return [lens(place(first.range), title, '', [])];
  });
  const [first] = lenses;
  if (!first) return [];
  const legend = evidenceLegend(personalSettings(checked.document.uri).evidence);
  return [...lenses, lens(first.range, legend, toggleEvidenceCommand, [])];
}

function lens(range: vscode.Range, title: string, command: string, words: unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(range.start, range.start), {
    title,
    command,
    arguments: words,
  });
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
