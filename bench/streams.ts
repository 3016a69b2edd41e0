// NDJSON of FHIR against JSON.parse alone, a charge export against papaparse and csv-parse alone, notes against the tokens of
// compromise and wink-nlp: with all rules on our side, in the same run.
import { checkDocuments, defaultConfiguration } from '../src/check';
import { noTables } from '../src/codes/tables/lookup';
import { readClaims } from '../src/formats';
import { ndjsonCutter, readNdjsonPiece } from '../src/formats/fhir';
import { readNote } from '../src/notes';
import { generateCsv, generateNdjson } from './generate';
import { median, run, say, speed } from './measure';
import { peer } from './peers';

const options = { configuration: defaultConfiguration, tables: noTables, today: '2026-11-23' };
const times = (a: number, b: number) => `${(a / b).toFixed(2)} times`;

function ndjson(): void {
  const text = generateNdjson(2_000_000, 1);
  const parse = run(5, () => {
    for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
  });
  const check = run(3, () => {
    const cutter = ndjsonCutter();
    for (const piece of [...cutter.take(text), ...cutter.finish()])
      checkDocuments(
        [
          {
            path: 'claims.ndjson',
            text: piece.text,
            as: 'fhir-ndjson',
            read: { claims: readNdjsonPiece(piece) },
            piece: { claimsOfFile: 2, firstClaim: piece.firstClaim },
          },
        ],
        options,
      );
  });
  const read = run(3, () => void readClaims(text, 'fhir-ndjson', { name: 'claims.ndjson' }));
  say('JSON.parse of each line', `${speed(text.length, parse).toFixed(1)} MB/s`);
  say(
    'NDJSON into claims with every place',
    `${speed(text.length, read).toFixed(1)} MB/s`,
    times(read, parse),
  );
  say(
    'NDJSON, all rules',
    `${speed(text.length, check).toFixed(1)} MB/s`,
    `${times(check, parse)} JSON.parse (wanted: 2.5)`,
  );
}

interface PapaParse {
  parse(text: string, options: object): unknown;
}

function csv(): void {
  const text = generateCsv(1_000_000, 1);
  const papa = peer<PapaParse>('papaparse');
  const other = peer<{ parse(text: string, options: object): unknown }>('csv-parse/sync');
  const read = run(5, () => void readClaims(text, 'csv', {}));
  const check = run(3, () => void checkDocuments([{ path: 'charges.csv', text }], options));
  say('charge export into claims', `${speed(text.length, read).toFixed(1)} MB/s`);
  say('charge export, all rules', `${speed(text.length, check).toFixed(1)} MB/s`);
  if (papa !== undefined) {
    const time = run(5, () => void papa.parse(text, { header: true }));
    say(
      'papaparse',
      `${speed(text.length, time).toFixed(1)} MB/s`,
      `our check takes ${times(check, time)} its time (wanted: below 1)`,
    );
  }
  if (other !== undefined) {
    const time = run(5, () => void other.parse(text, { columns: true }));
    say(
      'csv-parse',
      `${speed(text.length, time).toFixed(1)} MB/s`,
      `our check takes ${times(check, time)} its time (wanted: below 1)`,
    );
  }
}

const visit = `Patient: AVERY PATIENT
Date of Service: 03/02/2026
Subjective: Neck pain for six weeks, worse with desk work. Tried heat and stretching without lasting relief.
Objective: Trigger points palpated in the left upper trapezius and left levator scapulae with referred pain to the head.
Procedure: Dry needling of the left upper trapezius, left levator scapulae and right infraspinatus, 0.30 x 50 mm needles.
Local twitch responses elicited. No injection was given. Tolerated well, no adverse reaction. 12 minutes.
Plan: Return in one week; continue the home programme.
Signed: Robin Testerman, PT, DPT

`;

function notes(): void {
  const texts = Array.from({ length: 200 }, (_, index) => visit.replace('six', String(index)));
  const length = texts.reduce((sum, { length: each }) => sum + each, 0);
  const read = median(
    [1, 2, 3].map(() =>
      run(1, () => {
        for (const text of texts) readNote(text, {});
      }),
    ),
  );
  say('notes: muscles, sides and documentation', `${speed(length, read).toFixed(2)} MB/s`);
  const compromise = peer<{ tokenize(text: string): unknown }>('compromise/one');
  const wink =
    peer<
      (
        model: unknown,
        pipes?: readonly string[],
      ) => { readDoc(text: string): { tokens(): { out(): unknown } } }
    >('wink-nlp');
  const model = peer<unknown>('wink-eng-lite-web-model');
  if (compromise !== undefined) {
    const time = run(3, () => {
      for (const text of texts) compromise.tokenize(text);
    });
    say(
      'compromise, tokens only',
      `${speed(length, time).toFixed(2)} MB/s`,
      `our reading takes ${times(read, time)} its time`,
    );
  }
  if (wink !== undefined && model !== undefined) {
    const language = wink(model, []);
    const time = run(3, () => {
      for (const text of texts) language.readDoc(text).tokens().out();
    });
    say(
      'wink-nlp, tokens only',
      `${speed(length, time).toFixed(2)} MB/s`,
      `our reading takes ${times(read, time)} its time`,
    );
  }
}

ndjson();
csv();
notes();
