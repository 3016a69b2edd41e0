// What a rule pack may say. Data only: no code and no regular expressions, so that a pack can be shared and trusted.
import * as v from 'valibot';
import { documentationElements } from '../model/note';

const text = v.pipe(
  v.string('Expected text here; write codes in quotes.'),
  v.trim(),
  v.nonEmpty('This is empty.'),
);
const texts = v.pipe(
  v.array(text, 'Expected a list, as in ["20560", "20561"].'),
  v.minLength(1, 'This list is empty.'),
);
const count = v.pipe(v.number('Expected a number.'), v.integer('Expected a whole number.'), v.minValue(0));
const interval = v.strictObject({ 'at least': v.optional(count), 'at most': v.optional(count) });
/** Procedures of which muscles are counted; without one, the note's main procedure is meant. */
const countedProcedures = ['needling', 'injection', 'chemodenervation'] as const;
const muscles = v.strictObject({
  'at least': v.optional(count),
  'at most': v.optional(count),
  of: v.optional(v.picklist(countedProcedures, `Muscles are counted of ${countedProcedures.join(', ')}.`)),
});
const date = v.pipe(text, v.isoDate('Expected a date such as "2026-01-31", in quotes.'));
const period = v.strictObject({ from: v.optional(date), until: v.optional(date) });
const severity = v.picklist(
  ['error', 'warning', 'information'],
  'The severity can be error, warning or information.',
);

/** Limits of an interval, both included. */
export type Limits = v.InferOutput<typeof interval>;

const cue = v.picklist([
  'stopped-early',
  'not-started',
  'patient-safety',
  'patient-declined',
  'distinct-site',
  'distinct-session',
  'repeat',
  'electrical-stimulation',
  'assistant',
  'improvement',
  'unfilled-template',
  'late-entry',
  'telehealth',
]);

const facts = {
  codes: v.optional(texts),
  modifiers: v.optional(texts),
  payers: v.optional(texts),
  'places of service': v.optional(texts),
  diagnoses: v.optional(texts),
  'claim types': v.optional(v.array(v.picklist(['professional', 'institutional', 'dental']))),
  dates: v.optional(period),
  units: v.optional(interval),
  minutes: v.optional(interval),
  muscles: v.optional(muscles),
  cues: v.optional(v.array(cue)),
  documented: v.optional(v.array(v.picklist(documentationElements))),
  'codes on the same date': v.optional(texts),
};
const factsSchema = v.object(facts);

/** All that stands in one condition must hold. */
export type Condition = v.InferOutput<typeof factsSchema> & {
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
};

const condition: v.GenericSchema<Condition> = v.strictObject({
  ...facts,
  all: v.optional(v.array(v.lazy(() => condition))),
  any: v.optional(v.array(v.lazy(() => condition))),
  not: v.optional(v.lazy(() => condition)),
}) as v.GenericSchema<Condition>;

const fix = v.strictObject({
  'add modifier': v.optional(text),
  'remove modifier': v.optional(text),
  'replace code': v.optional(text),
  'set units': v.optional(v.pipe(count, v.minValue(1))),
  'set place of service': v.optional(text),
  'insert heading': v.optional(
    v.pipe(v.array(v.picklist(documentationElements)), v.minLength(1, 'This list is empty.')),
  ),
});
export type PackFix = v.InferOutput<typeof fix>;

const example = v.strictObject({ says: text, claim: text, note: v.optional(text) });

const rule = v.strictObject({
  id: v.pipe(
    text,
    v.check(
      (id) => id.split('/').length === 2 && id.split('/').every((part) => part !== ''),
      'A rule is named family/name, as in clinic/needling-modifier.',
    ),
  ),
  title: text,
  severity,
  why: text,
  source: v.strictObject({ title: text, url: v.optional(text), vintage: v.optional(text) }),
  effective: v.optional(period),
  when: condition,
  message: text,
  fixes: v.optional(v.array(fix)),
  examples: v.optional(
    v.strictObject({ finds: v.optional(v.array(example)), quiet: v.optional(v.array(example)) }),
  ),
});
export type PackRule = v.InferOutput<typeof rule>;

/** Another severity for a rule that there is already. A pack cannot switch one off: that is the team's own to say. */
const severityChange = v.strictObject({ to: severity, why: text });

export const packSchema = v.strictObject({
  pack: text,
  version: v.optional(text),
  severities: v.optional(
    v.record(v.string(), severityChange, 'Expected rules by name, as in edit/mue: { to: error, why: … }.'),
  ),
  rules: v.optional(
    v.pipe(v.array(rule, 'Expected a list of rules.'), v.maxLength(500, 'A pack has at most 500 rules.')),
  ),
});
