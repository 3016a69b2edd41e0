// An 837 as a clearing-house has it: reading into claims and checking with every rule, against a plain byte loop and against what
// x12-parser and node-x12 take for their mere tokens, in the same run; one thread and two; memory by size of file; start-up.
// --gigabyte measures the memory of a gigabyte, too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { checkDocuments, defaultConfiguration } from '../src/check';
import { importTables, openTables } from '../src/codes/tables';
import { type CodeTables, noTables } from '../src/codes/tables/lookup';
import { readPiece } from '../src/formats/pieces';
import { readEachClaim, x12Cutter } from '../src/formats/x12';
import { pairFiles } from '../test/codes/tables/cms-layout';
import { hasCorpus, pairRows } from '../test/codes/tables/corpus';
import { zipOf } from '../test/codes/tables/write-archive';
import { generate837 } from './generate';
import { callOf, megabyte, run, runAsync, say, speed } from './measure';
import { peer } from './peers';

interface X12Parser {
  readonly X12parser: new () => Duplex;
}
interface NodeX12 {
  readonly X12Parser: new (strict: boolean) => { parse(text: string): unknown };
}

/** NCCI pairs of the corpus, imported once and kept; without the corpus no tables. */
async function tables(): Promise<CodeTables> {
  if (!hasCorpus) return noTables;
  const cache = 'node_modules/.cache/claimlint-bench';
  const path = join(cache, 'pairs.cltable');
  if (!existsSync(path)) {
    const zips = pairFiles(pairRows('practitioner'), 'practitioner').map((file) => ({
      name: file.name.replace('.TXT', '.zip'),
      bytes: zipOf([file], 6),
    }));
    const mue = readFileSync('../shared/corpora/dev/tables/ncci_mue_prac_2024q3.csv');
    const { tables: stored } = await importTables([...zips, { name: 'mue.csv', bytes: mue }], {
      importedAt: '2026-11-23T09:00:00Z',
    });
    mkdirSync(cache, { recursive: true });
    for (const [index, { bytes }] of stored.entries())
      writeFileSync(index === 0 ? path : `${path}.${index}`, bytes);
  }
  return openTables([path, `${path}.1`].filter((name) => existsSync(name)).map((name) => readFileSync(name)));
}

// In the quarter of the corpus' tables.
const text = generate837(2 * megabyte, 20561, '202408');
const bytes = Buffer.from(text);
const rate = (milliseconds: number) => speed(bytes.length, milliseconds);

function byteLoop(): number {
  const delimiters = new Int32Array(bytes.length);
  let found = 0;
  const loop = rate(
    run(5, () => {
      found = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === 42 || byte === 126 || byte === 58) delimiters[found++] = at;
      }
    }),
  );
  say('plain byte loop that records delimiters', `${loop.toFixed(0)} MB/s`, `${found} delimiters`);
  return loop;
}

async function tokensOfPeers(): Promise<readonly (readonly [name: string, rate: number])[]> {
  const found: (readonly [string, number])[] = [];
  const parser = peer<X12Parser>('x12-parser');
  if (parser !== undefined)
    found.push([
      'x12-parser',
      rate(
        await runAsync(
          3,
          () =>
            new Promise((done, failed) => {
              const stream = new parser.X12parser();
              stream
                .on('data', () => undefined)
                .on('end', done)
                .on('error', failed);
              for (let at = 0; at < bytes.length; at += 65_536) stream.write(bytes.subarray(at, at + 65_536));
              stream.end();
            }),
        ),
      ),
    ]);
  const node = peer<NodeX12>('node-x12');
  if (node !== undefined)
    found.push(['node-x12', rate(run(3, () => void new node.X12Parser(false).parse(text)))]);
  for (const [name, each] of found) say(`${name}, tokens only`, `${each.toFixed(1)} MB/s`);
  return found;
}

/** The whole file, piece by piece as the command line does. */
function checkAll(options: Parameters<typeof checkDocuments>[1]): number {
  const cutter = x12Cutter();
  let findings = 0;
  for (const piece of [...cutter.take(text), ...cutter.finish()]) {
    const { documents } = checkDocuments(
      [
        {
          path: 'batch.837',
          text: piece.text,
          as: 'x12-837p',
          read: { claims: readPiece(piece) },
          piece: { claimsOfFile: 2, firstClaim: piece.firstClaim },
        },
      ],
      options,
    );
    findings += documents[0]?.findings.length ?? 0;
  }
  return findings;
}

async function rates(): Promise<void> {
  let claims = 0;
  const loop = byteLoop();
  const peers = await tokensOfPeers();
  const against = (each: number, wanted: readonly number[]) =>
    [
      `${((100 * each) / loop).toFixed(2)} % of the byte loop`,
      ...peers.map(
        ([name, other], index) =>
          `${(each / other).toFixed(1)} × ${name}${wanted[index] === undefined ? '' : ` (wanted: ${wanted[index]})`}`,
      ),
    ].join(', ');
  const reading = rate(
    run(5, () => {
      claims = 0;
      readEachClaim(text, () => claims++);
    }),
  );
  say(`reading ${claims} claims`, `${reading.toFixed(1)} MB/s`, against(reading, [10, 10]));
  const options = { configuration: defaultConfiguration, today: '2026-11-23' };
  const loaded = await tables();
  checkAll({ ...options, tables: noTables });
  let findings = 0;
  for (const [name, tablesOfRun] of [
    ['all rules, no imported tables', noTables],
    ['all rules, NCCI pairs and units', loaded],
  ] as const) {
    if (tablesOfRun === loaded && loaded === noTables) continue;
    const checking = rate(
      run(3, () => {
        findings = checkAll({ ...options, tables: tablesOfRun });
      }),
    );
    say(`${name}: ${findings} findings`, `${checking.toFixed(1)} MB/s`, against(checking, [4]));
  }
}

function calls(): void {
  const folder = mkdtempSync(join(tmpdir(), 'claimlint-bench-'));
  try {
    spawnSync(process.execPath, ['esbuild.mjs', `--into=${folder}`], { stdio: 'ignore' });
    const cli = join(folder, 'cli.js');
    const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
    const path = join(folder, 'batch.837');
    const check = (...words: readonly string[]) =>
      callOf(cli, ['check', '--max-findings', '10', ...words, path], env);
    writeFileSync(path, generate837(10 * megabyte, 1));
    const one = check('--jobs', '1');
    const two = check('--jobs', '2');
    say(
      'claimlint check of 10 MB',
      `${one.seconds.toFixed(1)} s`,
      `${one.megabytes.toFixed(0)} MB at most (wanted: 250)`,
    );
    say(
      '  on two threads',
      `${two.seconds.toFixed(1)} s`,
      `${(one.seconds / two.seconds).toFixed(2)} times as fast (wanted: 1.7), ${two.megabytes.toFixed(0)} MB`,
    );
    for (const size of process.argv.includes('--gigabyte') ? [100, 1000] : [100]) {
      writeFileSync(path, '');
      for (let part = 0; part < size / 10; part++)
        writeFileSync(path, generate837(10 * megabyte, part), { flag: 'a' });
      const { seconds, megabytes } = check('--jobs', '1');
      say(
        `claimlint check of ${size} MB`,
        `${seconds.toFixed(0)} s`,
        `${megabytes.toFixed(0)} MB at most (wanted: 250)`,
      );
    }
    const small = run(9, () => {
      spawnSync(process.execPath, [cli, 'check', resolve('samples/edits/visit.claim')], { env });
    });
    const empty = run(9, () => {
      spawnSync(process.execPath, ['-e', '0']);
    });
    say(
      'start-up: check of one small file',
      `${small.toFixed(0)} ms`,
      `node -e 0: ${empty.toFixed(0)} ms; ${(small / empty).toFixed(2)} times (wanted: 1.5)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await rates();
calls();
