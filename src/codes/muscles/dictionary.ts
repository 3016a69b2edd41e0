// The muscle dictionary: every muscle, part and group that the note reader knows, from muscles.yaml.
import table from './muscles.yaml';
import shorteningTable from './shortenings.yaml';

export interface Muscle {
  readonly id: string;
  /** Plain name, as a coder reads it. */
  readonly name: string;
  /** Terminologia Anatomica name, where it differs. */
  readonly anatomical?: string;
  readonly region: string;
  /** The muscle that this part is counted as. */
  readonly partOf?: string;
  /** Wordings in any case. */
  readonly words: readonly string[];
  /** Short forms that are safe anywhere. */
  readonly abbreviations: readonly string[];
  /** Short forms that mean other things too. */
  readonly ambiguous: readonly string[];
  /** A group: the single muscles it may stand for, groups within it already opened. */
  readonly members: readonly string[];
  /** Which of a group's muscles lie in a part of the spine: `cervical`, `thoracic`, `lumbar`. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  /** A name that leaves open which of these was meant. */
  readonly oneOf: readonly string[];
  /** Words that complete a member named in brackets after the group: gluteus in "glutes (max, med)". */
  readonly memberHead: readonly string[];
  readonly paired: boolean;
  readonly note?: string;
}

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : []);

function readMuscle(entry: Entry): Muscle {
  const regions = isEntry(entry.regions) ? entry.regions : {};
  const anatomical = textOf(entry.anatomical);
  const partOf = textOf(entry.partOf);
  const note = textOf(entry.note);
  return {
    id: textOf(entry.id),
    name: textOf(entry.name),
    ...(anatomical === '' ? {} : { anatomical }),
    region: textOf(entry.region),
    ...(partOf === '' ? {} : { partOf }),
    words: textsOf(entry.words),
    abbreviations: textsOf(entry.abbreviations),
    ambiguous: textsOf(entry.ambiguous),
    members: textsOf(entry.members),
    regions: Object.fromEntries(Object.entries(regions).map(([region, ids]) => [region, textsOf(ids)])),
    oneOf: textsOf(entry.oneOf),
    memberHead: textsOf(entry.memberHead),
    paired: entry.unpaired !== true,
    ...(note === '' ? {} : { note }),
  };
}

/** Reads muscles.yaml's document; groups within groups are opened to single muscles. */
export function readMuscleTable(document: unknown): readonly Muscle[] {
  const entries = Array.isArray(document) ? document.filter(isEntry).map(readMuscle) : [];
  const written = new Map(entries.map((muscle) => [muscle.id, muscle]));
  const opened = (ids: readonly string[], depth: number): readonly string[] =>
    ids.flatMap((id) => {
      const inner = written.get(id)?.members ?? [];
      return inner.length > 0 && depth < 4 ? opened(inner, depth + 1) : [id];
    });
  return entries.map((muscle) => ({ ...muscle, members: [...new Set(opened(muscle.members, 0))] }));
}

const shortenings: ReadonlyMap<string, readonly string[]> = new Map(
  isEntry(shorteningTable)
    ? Object.entries(shorteningTable).map(([word, shorter]) => [word, textsOf(shorter)])
    : [],
);

/** A name of several words in every mixture of its shortened words; the name itself is left out. */
export function shortened(name: string): readonly string[] {
  const words = name.split(' ');
  if (words.length < 2 || words.length > 4) return [];
  let forms: readonly string[] = [''];
  for (const word of words) {
    const choices = [word, ...(shortenings.get(word) ?? [])];
    forms = forms.flatMap((form) => choices.map((choice) => (form === '' ? choice : `${form} ${choice}`)));
  }
  return forms.filter((form) => form !== name);
}

/** All entries, in the order of the body from head to foot. */
export const muscles: readonly Muscle[] = readMuscleTable(table);

const byId: ReadonlyMap<string, Muscle> = new Map(muscles.map((muscle) => [muscle.id, muscle]));

/** The entry of this id. */
export function muscleOf(id: string): Muscle | undefined {
  return byId.get(id);
}

/** The id that is counted: a part counts as its muscle (FACTS of the code family: parts and heads are not extra muscles). */
export function countedAs(id: string): string {
  const part = byId.get(id)?.partOf;
  return part === undefined ? id : countedAs(part);
}

/** Whether the name stands for several muscles. */
export function isGroup(muscle: Muscle): boolean {
  return muscle.members.length > 0 || muscle.oneOf.length > 0;
}
