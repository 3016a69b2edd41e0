// `claimlint explain`: what Claimlint read in a claim or note, as JSON (contract) or for people.
import type { CheckedClaim, CheckedDocument } from '../check';
import { claimName } from '../check';
import { documentationElements, type Interval, type Note, type ProcedureKind } from '../model/note';
import { countMuscles, mainProcedure } from '../notes';
import { rangeWriter } from './json';
import type { RangeWriter } from './report';

/** JSON has no Infinity: an open upper end is null. */
function intervalAsJson({ atLeast, atMost }: Interval): object {
  return { atLeast, atMost: Number.isFinite(atMost) ? atMost : null };
}

/** The JSON of `explain` for one document. Charges are in dollars, dates ISO, pointers 1-based. */
export function explanationAsJson(document: CheckedDocument): object {
  const range = rangeWriter([document]);
  const { path, format, claims, note } = document;
  if (note !== undefined) return { version: 1, path, format, note: noteAsJson(path, note, range) };
  return { version: 1, path, format, claims: claims.map((claim) => claimAsJson(path, claim, range)) };
}

function claimAsJson(
  path: string,
  { claim, judgements, link, profile }: CheckedClaim,
  range: RangeWriter,
): object {
  return {
    id: claimName(claim),
    kind: claim.kind,
    dateOfService: claim.serviceLines[0]?.dateOfService?.value ?? null,
    payer: claim.payer.name?.value ?? claim.payer.id?.value ?? null,
    payerProfile: profile.name,
    placeOfService: claim.placeOfService?.value ?? null,
    totalCharge: claim.totalCharge === undefined ? null : claim.totalCharge.value / 100,
    diagnoses: claim.diagnoses.map((diagnosis) => diagnosis.written),
    notes: link.linked,
    noteCandidates: link.candidates,
    serviceLines: claim.serviceLines.map((line) => ({
      number: line.number,
      code: line.procedureCode?.value ?? null,
      revenueCode: line.revenueCode?.value ?? null,
      modifiers: line.modifiers.map((modifier) => modifier.value),
      units: line.units?.value ?? null,
      charge: line.charge === undefined ? null : line.charge.value / 100,
      pointers: line.diagnosisPointers.map((pointer) => pointer.value),
      dateOfService: line.dateOfService?.value ?? null,
      placeOfService: line.placeOfService?.value ?? null,
      range: range(path, line.range),
      verdicts: judgements
        .filter((judgement) => judgement.line === line.number)
        .map(({ rule, verdict, reason }) => ({ rule, verdict, reason })),
    })),
    verdicts: judgements
      .filter((judgement) => judgement.line === undefined)
      .map(({ rule, verdict, reason }) => ({ rule, verdict, reason })),
  };
}

/** The note part of the contract. `count` is of the note's main muscle procedure; `counts` has every kind found. */
function noteAsJson(path: string, note: Note, range: RangeWriter): object {
  const main = mainProcedure(note);
  const countOf = (kind: ProcedureKind) => {
    const { byName, bySide } = countMuscles(note, kind);
    return { byName: intervalAsJson(byName), bySide: intervalAsJson(bySide) };
  };
  const kinds = [...new Set(note.procedures.map((procedure) => procedure.kind))];
  return {
    dateOfService: note.header.dateOfService?.value ?? null,
    visits: note.visits.map((visit) => ({
      date: visit.date?.value ?? null,
      range: range(path, visit.range),
    })),
    sections: note.sections.map((section) => ({
      kind: section.kind,
      title: section.title,
      range: range(path, section.range),
    })),
    procedures: note.procedures.map((procedure) => ({
      kind: procedure.kind,
      status: procedure.status,
      range: range(path, procedure.range),
      minutes: procedure.minutes?.value ?? null,
      substance: procedure.substance?.value ?? null,
      volume: procedure.volume?.value ?? null,
    })),
    muscles: note.muscles.map((mention) => ({
      id: mention.id,
      name: mention.name,
      side: mention.side,
      status: mention.status,
      range: range(path, mention.range),
      countsAs: mention.countsAs,
      group: mention.isGroup,
      procedure: mention.procedure === undefined ? null : (note.procedures[mention.procedure]?.kind ?? null),
      because: mention.reason.because,
    })),
    countOf: main ?? null,
    count: countOf(main ?? 'needling'),
    counts: Object.fromEntries(kinds.map((kind) => [kind, countOf(kind)])),
    documentation: Object.fromEntries(
      documentationElements.map((element) => [
        element,
        note.documentation[element].length > 0 ? 'present' : 'absent',
      ]),
    ),
    minutes: Object.fromEntries(note.minutes.map((entry) => [entry.for, entry.minutes.value])),
    cues: note.cues.map((cue) => ({ kind: cue.kind, range: range(path, cue.range) })),
  };
}

/** The same for people at a terminal. */
export function explanationAsText(document: CheckedDocument): string {
  const lines: string[] = [`${document.path}: ${document.format}`];
  if (document.note !== undefined) {
    const { note, text } = document;
    const main = mainProcedure(note) ?? 'needling';
    const { byName, bySide } = countMuscles(note, main);
    lines.push(`  ${main}: ${words(byName)} by name, ${words(bySide)} by side`);
    for (const mention of note.muscles)
      lines.push(
        `  - ${text.slice(mention.range.start, mention.range.end)}: ${mention.name}, side ${mention.side}, ${mention.status} (${mention.reason.because})`,
      );
    for (const element of documentationElements)
      lines.push(`  ${note.documentation[element].length > 0 ? 'present' : 'absent '} ${element}`);
  }
  for (const { claim, judgements, link } of document.claims) {
    lines.push(
      `  claim ${claimName(claim)}${link.linked.length === 0 ? '' : `, note ${link.linked.join(', ')}`}`,
    );
    for (const line of claim.serviceLines) {
      const modifiers = line.modifiers.map((modifier) => `-${modifier.value}`).join('');
      lines.push(
        `    line ${line.number}: ${line.procedureCode?.value ?? line.revenueCode?.value ?? 'no code'}${modifiers}, ${line.units?.value ?? '?'} units`,
      );
      for (const { rule, verdict, reason } of judgements.filter(
        (judgement) => judgement.line === line.number,
      ))
        lines.push(`      ${verdict.padEnd(11)} ${rule}: ${reason}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function words({ atLeast, atMost }: Interval): string {
  if (atLeast === atMost) return String(atLeast);
  return Number.isFinite(atMost) ? `${atLeast} to ${atMost}` : `${atLeast} or more`;
}
