// Gives readers one changed text after the other and keeps what breaks them. Every execution is made by its number alone,
// so that each can be repeated.
import { unzipSync, zipSync } from 'fflate';
import { importTables } from '../../src/codes/tables';
import { type Build, builds, mutate, mutateBytes } from './mutate';
import { type Random, randomFrom } from './random';
import { byteReaders, separator, textReaders } from './readers';
import { packedTables, type Seed, seeds, textTables } from './seeds';

export interface Crash {
  readonly reader: string;
  readonly execution: number;
  /** What happened, the same for like crashes. */
  readonly kind: string;
  /** The shortest input found that does the same; its name where the name matters. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Lane {
  readonly reader: string;
  /** Makes and runs the execution of this number; returns what broke. */
  readonly run: (execution: number) => Promise<Crash | undefined>;
}

/** Processor seconds above which an execution counts as broken; inputs have at most some ten thousand characters. */
const longest = 3;

interface TextLane {
  readonly build: Build;
  readonly texts: readonly Seed[];
}

/** Seeds and build of each text reader. */
function textLanes(): Readonly<Record<string, TextLane>> {
  const claims = [...seeds.claim(), ...seeds.x12(3000), ...seeds.csv(2500)].filter(({ text }) => text !== '');
  const notes = seeds.note(2500);
  return {
    x12: { build: builds.x12, texts: seeds.x12() },
    csv: { build: builds.csv, texts: seeds.csv() },
    'claim-file': { build: builds.yaml, texts: seeds.claim() },
    fhir: { build: builds.json, texts: seeds.fhir() },
    hl7: { build: builds.hl7, texts: seeds.hl7() },
    note: { build: builds.prose, texts: notes },
    configuration: { build: builds.yaml, texts: seeds.configuration() },
    pack: { build: builds.yaml, texts: seeds.pack() },
    check: {
      build: [...builds.x12, ...builds.yaml, ...builds.prose],
      texts: claims.map(({ name, text }, index) => ({
        name,
        text: `${text}${separator}${notes[index % notes.length]?.text ?? ''}`,
      })),
    },
  };
}

/** All lanes: one for each reader that is there. */
export async function fuzzLanes(seed: number): Promise<readonly Lane[]> {
  const texts = textLanes();
  const ofText = Object.entries(textReaders).flatMap(([reader, read]): Lane[] => {
    const lane = texts[reader];
    if (lane === undefined || lane.texts.length === 0) return [];
    return [
      textLane(reader, read, seed, (random) => {
        const from = random.pick(lane.texts)?.text ?? '';
        return mutate(from, random.pick(lane.texts)?.text ?? '', lane.build, random);
      }),
    ];
  });
  return [...ofText, ...(await byteLanes(seed))];
}

function textLane(
  reader: string,
  read: (text: string) => void,
  seed: number,
  make: (random: Random) => string,
): Lane {
  const outcome = (text: string) => kindOf(() => read(text));
  return {
    reader,
    async run(execution) {
      const text = make(randomOf(seed, reader, execution)).slice(0, 60_000);
      const kind = outcome(text);
      if (kind === undefined) return undefined;
      const bytes = Buffer.from(
        shortest(text, (part) => outcome(part) === kind),
        'utf16le',
      );
      return { reader, execution, kind, name: `${reader}.utf16`, bytes };
    },
  };
}

async function byteLanes(seed: number): Promise<readonly Lane[]> {
  const texts = [...seeds.x12(2000), ...seeds.note(2000)].flatMap(({ name, text }) => [
    { name, bytes: Buffer.from(text) },
    { name, bytes: Buffer.from(text, 'latin1') },
    { name, bytes: Buffer.from(`\ufeff${text}`, 'utf16le') },
  ]);
  const imported = await importTables(textTables, { importedAt: '2026-11-23T09:00:00Z' });
  const stored = imported.tables.map(({ slot, bytes }) => ({ name: slot, bytes }));
  const makers: Readonly<Record<string, (random: Random) => { name: string; bytes: Uint8Array }>> = {
    decode: (random) => changedBytes(texts, random),
    import: (random) => changedTable(random),
    archive: (random) => (random.chance(0.5) ? changedBytes(packedTables, random) : changedMember(random)),
    'stored-table': (random) => changedBytes(stored, random),
  };
  return Object.entries(byteReaders).flatMap(([reader, read]): Lane[] => {
    const make = makers[reader];
    if (make === undefined) return [];
    return [
      {
        reader,
        async run(execution) {
          const { name, bytes } = make(randomOf(seed, reader, execution));
          const kind = await kindOfLater(async () => read(bytes, name));
          return kind === undefined ? undefined : { reader, execution, kind, name, bytes };
        },
      },
    ];
  });
}

type Named = { readonly name: string; readonly bytes: Uint8Array };

function changedBytes(list: readonly Named[], random: Random): Named {
  const { name, bytes } = random.pick(list) ?? { name: 'empty', bytes: new Uint8Array(0) };
  return { name, bytes: mutateBytes(bytes, random) };
}

function changedText(bytes: Uint8Array, other: Uint8Array, build: Build, random: Random): Uint8Array {
  const text = (from: Uint8Array) => Buffer.from(from).toString('latin1');
  return Buffer.from(mutate(text(bytes), text(other), build, random), 'latin1');
}

function changedTable(random: Random): Named {
  const first = random.pick(textTables);
  const other = random.pick(textTables);
  if (first === undefined || other === undefined) return { name: '', bytes: new Uint8Array(0) };
  const build = first.name.endsWith('.xml') ? builds.xml : builds.csv;
  return { name: first.name, bytes: changedText(first.bytes, other.bytes, build, random) };
}

/** A workbook or archive that is whole, with one member changed. */
function changedMember(random: Random): Named {
  const { name, bytes } = random.pick(packedTables) ?? { name: '', bytes: new Uint8Array(0) };
  const members = unzipSync(bytes);
  const names = Object.keys(members);
  const chosen = random.pick(names) ?? '';
  const old = members[chosen] ?? new Uint8Array(0);
  const build = chosen.endsWith('.xml') || chosen.endsWith('.rels') ? builds.xml : builds.csv;
  const other = members[random.pick(names) ?? ''] ?? old;
  members[chosen] = Uint8Array.from(
    chosen.endsWith('.zip') ? mutateBytes(old, random) : changedText(old, other, build, random),
  );
  return { name, bytes: zipSync(members, { level: random.chance(0.5) ? 0 : 6 }) };
}

function randomOf(seed: number, reader: string, execution: number): Random {
  let mixed = seed;
  for (let index = 0; index < reader.length; index++)
    mixed = Math.imul(mixed ^ reader.charCodeAt(index), 0x01000193);
  return randomFrom((mixed ^ Math.imul(execution, 0x9e3779b1)) >>> 0);
}

function kindOf(work: () => void): string | undefined {
  const before = process.cpuUsage();
  try {
    work();
  } catch (error) {
    return kindOfError(error);
  }
  return tooLong(before);
}

async function kindOfLater(work: () => Promise<void>): Promise<string | undefined> {
  const before = process.cpuUsage();
  try {
    await work();
  } catch (error) {
    return kindOfError(error);
  }
  return tooLong(before);
}

function tooLong(before: NodeJS.CpuUsage): string | undefined {
  const { user, system } = process.cpuUsage(before);
  return user + system > longest * 1_000_000 ? 'takes long' : undefined;
}

/** Error class, message without values, and the first place in our code. */
function kindOfError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line) && /src\//.test(line));
  return `${error.name}: ${error.message.replace(/\d+/g, 'n').slice(0, 120)} ${place?.trim().replace(/^at |\(.*\/src\//g, ' src/') ?? ''}`;
}

/** Leaves out ever smaller parts as long as the outcome is the same. */
function shortest(text: string, isSame: (text: string) => boolean): string {
  let result = text;
  let tries = 0;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < result.length; ) {
      if (++tries > 2000) return result;
      const without = result.slice(0, at) + result.slice(at + size);
      if (isSame(without)) result = without;
      else at += size;
    }
  }
  return result;
}
