// One check of a file together with its neighbours, under the settings that hold for it.
import type * as vscode from 'vscode';
import { type CheckedDocument, checkInSteps, type InputDocument } from '../check';
import type { CodeTables } from '../codes/tables';
import type { FormatId } from '../model/claim';
import type { Steps } from '../model/steps';
import type { ChosenNotes } from './chosen-notes';
import { type Configurations, personalSettings } from './configuration';
import { openDocument } from './files';
import type { LinkedFile, Neighbours } from './links';
import type { Log } from './log';
import { pathOf } from './positions';

/** A file as it reads now. */
export interface SourceFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly format: FormatId;
}

export interface CheckedFile {
  readonly own: CheckedDocument;
  /** The file itself and the files that were checked with it. */
  readonly all: readonly CheckedDocument[];
  /** Address of a path that occurs in the results. */
  readonly uriOf: (path: string) => vscode.Uri | undefined;
}

/** Checks a file, in steps. */
export type Check = (file: SourceFile, neighbours: Neighbours) => Steps<CheckedFile | undefined>;

export function createChecker(rooms: {
  readonly configurations: Configurations;
  readonly chosenNotes: ChosenNotes;
  readonly tables: () => CodeTables;
  readonly log: Log;
}): Check {
  return function* ({ uri, text, format }, { linked, notePaths }) {
    const { payer } = personalSettings(uri);
    const { documents, failures } = yield* checkInSteps(
      [{ path: pathOf(uri), text, as: format }, ...linked.map(asInput)],
      {
        configuration: rooms.configurations.of(uri),
        packRules: rooms.configurations.teamOf(uri)?.packRules ?? [],
        tables: rooms.tables(),
        today: today(),
        notePaths,
        chosenNotes: rooms.chosenNotes.all(),
        ...(payer === undefined ? {} : { payer }),
      },
    );
    for (const { rule, error } of failures)
      rooms.log.error(`The rule ${rule} failed (${error}) and was left out.`);
    const [own] = documents;
    return own && { own, all: documents, uriOf: addresses(uri, linked) };
  };
}

function asInput({ uri, path, text, format }: LinkedFile): InputDocument {
  return { path, text: openDocument(uri)?.getText() ?? text, as: format };
}

function addresses(own: vscode.Uri, linked: readonly LinkedFile[]): (path: string) => vscode.Uri | undefined {
  const known = new Map([[pathOf(own), own], ...linked.map(({ path, uri }) => [path, uri] as const)]);
  return (path) => known.get(path);
}

/** The user's own calendar day, as an ISO date. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
