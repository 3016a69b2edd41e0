// Every input that once broke a reader, and a short run of new ones; `npm run fuzz` is the long form.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fuzzLanes } from './fuzz';
import { byteReaders, textReaders } from './readers';

const folder = 'test/fixtures/crashes';
const fixtures = existsSync(folder) ? readdirSync(folder).sort() : [];

describe('what once broke a reader', () => {
  it.each(fixtures)('is read: %s', async (file) => {
    const [reader = '', , name = ''] = file.split('--');
    const bytes = readFileSync(`${folder}/${file}`);
    const readText = textReaders[reader];
    const readBytes = byteReaders[reader];
    expect(readText ?? readBytes).toBeDefined();
    if (readText !== undefined) readText(bytes.toString('utf16le'));
    else await readBytes?.(bytes, name);
  });
});

describe('changed files', async () => {
  const lanes = await fuzzLanes(20_561);

  it.each(lanes.map((lane) => [lane.reader, lane] as const))(
    'do not break the reader: %s',
    async (_, lane) => {
      for (let execution = 0; execution < 60; execution++) {
        const crash = await lane.run(execution);
        expect(crash && { kind: crash.kind, execution }).toBeUndefined();
      }
    },
  );

  it('are noticed when they break one', async () => {
    const { checkPlain } = await import('./readers');
    expect(() => checkPlain({ claims: [{ range: { start: 3, end: 9 } }] }, 8)).toThrow('outside of the text');
    expect(() => checkPlain({ units: { value: Number.NaN } }, 8)).toThrow('NaN');
  });
});
