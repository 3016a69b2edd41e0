// Minutes written for timed services, keyed by procedure code where the note names one, else by the kind of service.
import type { Note, ProcedureKind } from '../model/note';
import { rangeOf } from '../model/text';
import type { Tokens } from './tokens';
import type { SpokenSentence } from './visit-state';

type MinuteEntry = Note['minutes'][number];

/** Plain words of services whose code is one and the same everywhere. */
const codeOf: readonly (readonly [RegExp, string])[] = [
  [/^(ther(apeutic)?[ -]?ex(ercises?|er)?s?|therex|te)$/i, '97110'],
  [/^(manual( therapy| tx)?|mt|manual techniques?)$/i, '97140'],
  [/^(neuro(muscular)?[ -]?re-?ed(ucation)?|nmr|nmre)$/i, '97112'],
  [/^(ther(apeutic)?[ -]?act(ivit(y|ies))?|ta)$/i, '97530'],
  [/^(gait( training)?)$/i, '97116'],
  [/^(us|ultrasound|therapeutic ultrasound)$/i, '97035'],
  [/^(self[ -]care|home management|adl training|self[ -]care\/home management)$/i, '97535'],
  [/^(massage|therapeutic massage)$/i, '97124'],
  [/^(ionto|iontophoresis)$/i, '97033'],
  [/^(attended e-?stim|attended electrical stimulation)$/i, '97032'],
];

const service =
  /\b(ther(?:apeutic)?[ -]?ex(?:ercises?|er)?s?|therex|manual(?: therapy| tx| techniques?)?|neuro(?:muscular)?[ -]?re-?ed(?:ucation)?|ther(?:apeutic)?[ -]?act(?:ivit(?:y|ies))?|gait(?: training)?|therapeutic ultrasound|ultrasound|US|self[ -]care(?:\/home management)?|therapeutic massage|massage|ionto(?:phoresis)?|attended e-?stim|attended electrical stimulation|e-?stim|dry needling|needling|DN|TDN|acupuncture|NMR|TE|TA|MT|(?:97|20|98|G0)\d{3})\b/gi;
const afterService =
  /^[\s:=,()–—-]{0,4}(?:\(?(?:CPT\s*)?((?:97|20|98|G0)\d{3})\)?)?(?:[\s-]*(?:GP|GO|KX|59|XS|CQ|CO)\b)?[\s:=,()–—x×-]{0,6}(\d{1,3})(?:\s{0,2}(?:minutes?|mins?|min\.|['’]|m)(?![a-z]))?/i;
const unitWord = /(?:minutes?|mins?|min\.|['’])/i;

/** Reads the minutes of a visit. A bare number counts only where the sentence lists several services with one. */
export function minutesOf(tokens: Tokens, sentences: readonly SpokenSentence[]): readonly MinuteEntry[] {
  const entries: MinuteEntry[] = [];
  for (const { part, sentence, pieces } of sentences) {
    if (
      part.kind === 'plan' ||
      part.kind === 'home-program' ||
      part.kind === 'history' ||
      part.kind === 'education' ||
      part.kind === 'consent'
    )
      continue;
    if (!pieces.some((piece) => piece.is === 'number')) continue;
    // "Therapeutic exercise 97110: 15 min" is a heading and its first words.
    const opens = sentence.from === part.from && part.headingTo > part.headingFrom;
    const start = tokens.start[opens ? part.headingFrom : sentence.from] ?? 0;
    const written = tokens.text.slice(start, tokens.end[sentence.to - 1]);
    const found = inSentence(written, start);
    const bare = found.filter((entry) => !entry.hasUnit);
    for (const entry of found)
      if (entry.hasUnit || bare.length >= 2) entries.push({ for: entry.for, minutes: entry.minutes });
  }
  return entries;
}

interface Written extends MinuteEntry {
  readonly hasUnit: boolean;
}

function inSentence(written: string, start: number): readonly Written[] {
  const found: Written[] = [];
  service.lastIndex = 0;
  for (let match = service.exec(written); match !== null; match = service.exec(written)) {
    // "us" and "ta" are words; US and TA are services.
    if (/^(us|ta|te|mt)$/i.test(match[0]) && match[0] !== match[0].toUpperCase()) continue;
    const after = written.slice(match.index + match[0].length, match.index + match[0].length + 60);
    const minutes = afterService.exec(after);
    const code = /^(?:97|20|98|G0)\d{3}$/.test(match[0]) ? match[0] : minutes?.[1];
    if (minutes === null) continue;
    const digits = minutes[2] ?? '';
    const value = Number(digits);
    if (value === 0 || value > 240) continue;
    const hasUnit = unitWord.test(minutes[0].slice(minutes[0].lastIndexOf(digits) + digits.length));
    const tail = after.slice(minutes[0].length);
    if (
      !hasUnit &&
      /^\s*(?:x|×|sets?|reps?|sec|s\b|mm|cm|units?|\/|%|needles?|lbs?|hz|\d|-|to\b|muscles?|ga)/i.test(tail)
    )
      continue;
    if (!hasUnit && /x|×/.test(minutes[0].slice(0, minutes[0].lastIndexOf(digits)))) continue;
    const key = code ?? codeOf.find(([pattern]) => pattern.test(match[0]))?.[1] ?? kindOf(match[0]);
    const at = start + match.index + match[0].length + minutes[0].lastIndexOf(digits);
    found.push({ for: key, minutes: { value, range: rangeOf(at, at + digits.length) }, hasUnit });
    service.lastIndex = match.index + match[0].length + minutes[0].length;
  }
  return found;
}

function kindOf(words: string): ProcedureKind {
  if (/needling|^t?dn$/i.test(words)) return 'needling';
  if (/acupuncture/i.test(words)) return 'acupuncture';
  return 'modality';
}
