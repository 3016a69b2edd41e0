// The parts of a note: what each heading opens, and how far it reaches.
import type { SectionKind } from '../model/note';
import { type Act, lexicon, type SpokenSide } from './lexicon';
import { isRule, type Line, markOf } from './lines';
import { type Title, titleAt } from './titles';
import { shape, type Tokens } from './tokens';

export interface Part {
  readonly kind: SectionKind;
  /** Assessment and plan in one: what is said may be either. */
  readonly mixed: boolean;
  /** A treatment title that follows a plan without a mark that it stands beside it. */
  readonly underPlan: boolean;
  /** A field of the treatment such as `Muscles treated:`, which keeps the procedure of the title before it. */
  readonly carries: boolean;
  /** The title names a procedure: `Dry needling:`, `NEEDLE EMG:`. */
  readonly act?: Act;
  /** A side in the title: "Right shoulder dry needling:". */
  readonly side?: SpokenSide;
  readonly title: string;
  /** Heading tokens. */
  readonly headingFrom: number;
  readonly headingTo: number;
  /** Body tokens; ends where the next part begins. */
  readonly from: number;
  to: number;
}

const sublabels = new Set(
  `muscles treated|muscles needled|muscles injected|muscle treated|muscles targeted|muscles sampled|muscles tested|muscles examined|sites|site|sites treated|sites injected|injection sites|injection site|needling sites|needle sites|location|locations|area treated|areas treated|muscles|muscle|muscles addressed|target muscles|targets|points|details|detail|needles|needle details|needle|needle size|needles used|injectate|medication|medications used|dose|units|response|response to treatment|patient response|tolerance|post treatment|post-treatment|post tx|reaction|results|complications|complication|adverse events|adverse reaction|adverse response|anesthesia|position|positioning|patient position|equipment|parameters|e-stim|time|total time|duration|neck|back|shoulder|extremities|general|trigger points|tone|indication|indications|technique`.split(
    '|',
  ),
);

const startsSentence = new Set(['.', ';', '|', '!', '?', ')']);

/** The parts of tokens [from, to), each with its kind and body. Text before the first heading is a part of kind `other`. */
export function partsOf(tokens: Tokens, lines: readonly Line[], from: number, to: number): readonly Part[] {
  const words = lexicon();
  const titles: { title: Title; atLineStart: boolean; bullet: boolean; indent: number }[] = [];
  lines.forEach((line, index) => {
    if (line.from < from || line.to > to) return;
    const below = lines[index + 1];
    const isUnderlined = below !== undefined && isRule(tokens, below) && !isRule(tokens, line);
    const first = titleAt(words, tokens, line.content, line.to, true, isUnderlined);
    if (first !== undefined)
      titles.push({ title: first, atLineStart: true, bullet: line.bullet, indent: line.indent });
    for (let at = first?.body ?? line.content + 1; at < line.to; at++) {
      const previous = markOf(tokens, at - 1);
      const gap = (tokens.start[at] ?? 0) - (tokens.end[at - 1] ?? 0);
      if (!startsSentence.has(previous) && gap < 3) continue;
      if (((tokens.shape[at] ?? 0) & shape.word) === 0) continue;
      const inner = titleAt(words, tokens, at, line.to, false, false);
      if (inner !== undefined && inner.kind !== 'field')
        titles.push({ title: inner, atLineStart: false, bullet: false, indent: line.indent });
    }
  });
  return joinParts(tokens, titles, from, to);
}

/** Parts that keep a label such as `Muscles:` for themselves. */
const holdsLabels = new Set<SectionKind>(['plan', 'history', 'home-program', 'subjective']);
/** Labels of what was done, which no plan holds. */
const tellsOfDone =
  /response|complication|adverse|reaction|tolerance|post|technique|treated|needled|injected|results/i;
const offKinds = new Set<SectionKind>([
  'plan',
  'history',
  'subjective',
  'education',
  'consent',
  'home-program',
]);

function joinParts(
  tokens: Tokens,
  titles: readonly { title: Title; atLineStart: boolean; bullet: boolean; indent: number }[],
  from: number,
  to: number,
): readonly Part[] {
  const parts: Part[] = [];
  const open = (part: Omit<Part, 'to'>) => {
    const last = parts.at(-1);
    if (last !== undefined) last.to = part.headingFrom;
    parts.push({ ...part, to });
  };
  const none = { mixed: false, underPlan: false, carries: false };
  open({ ...none, kind: 'other', title: '', headingFrom: from, headingTo: from, from });
  for (const { title, bullet } of titles) {
    const before = parts.at(-1);
    const words = tokens.text.slice(tokens.start[title.from], tokens.end[title.to - 1]);
    const base = {
      title: words,
      headingFrom: title.from,
      headingTo: title.to,
      from: title.body,
      ...(title.act === undefined ? {} : { act: title.act }),
      ...(title.side === undefined ? {} : { side: title.side }),
    };
    if (title.kind === 'field') continue;
    const carries = sublabels.has(words.toLowerCase().replaceAll('(s)', 's'));
    const mixed = title.kind === 'assessment-plan';
    let kind: SectionKind = title.kind === 'assessment-plan' ? 'assessment' : title.kind;
    let underPlan = false;
    if (
      before !== undefined &&
      kind === 'treatment' &&
      (offKinds.has(before.kind) || before.underPlan || before.mixed)
    ) {
      // A label within a plan or a history is part of it; a title of equal standing leaves it, though not beyond doubt.
      if (bullet || (carries && holdsLabels.has(before.kind) && !tellsOfDone.test(words)))
        kind = before.kind === 'treatment' ? 'treatment' : before.kind;
      underPlan = title.act !== undefined && (before.kind === 'plan' || before.underPlan || before.mixed);
    }
    if (before !== undefined && kind === 'other' && offKinds.has(before.kind)) {
      if (bullet) kind = before.kind;
    }
    if (
      before !== undefined &&
      carries &&
      kind === 'objective' &&
      before.kind === 'treatment' &&
      title.to - title.from <= 1
    )
      kind = 'treatment';
    if (before?.mixed === true && (carries || bullet)) {
      open({ ...base, kind: before.kind, mixed: true, underPlan, carries });
      continue;
    }
    open({ ...base, kind, mixed, underPlan, carries });
  }
  return parts.filter((part, index) => index > 0 || part.to > part.from || parts.length === 1);
}
