// One check of a file together with its neighbours, under the settings that hold for it.
import type * as vscode from 'vscode';
import {
  type CheckedDocument,
  type CheckOptions,
  checkInSteps,
  type InputDocument,
  recheckClaim,
  type TextChange,
} from '../check';
import type { CodeTables } from '../codes/tables';
import type { ClaimDocument, FormatId } from '../model/claim';
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
  /** The claims of this very text, where they were read before. */
  readonly claims?: ClaimDocument;
  /** Where the text is shown, when that is a view of the file. */
  readonly shownAt?: vscode.Uri;
}

export interface CheckedFile {
  readonly own: CheckedDocument;
  /** The file itself and the files that were checked with it. */
  readonly all: readonly CheckedDocument[];
  /** Address of a path that occurs in the results. */
  readonly uriOf: (path: string) => vscode.Uri | undefined;
}

export interface Checker {
  /** Checks a file, in steps. */
  readonly check: (file: SourceFile, neighbours: Neighbours) => Steps<CheckedFile | undefined>;
  /** The same after a change within one claim of a large file; undefined where that is not what happened. */
  readonly recheck: (
    before: CheckedFile,
    uri: vscode.Uri,
    text: string,
    change: TextChange,
    neighbours: Neighbours,
  ) => CheckedFile | undefined;
}

export function createChecker(rooms: {
  readonly configurations: Configurations;
  readonly chosenNotes: ChosenNotes;
  readonly tables: () => CodeTables;
  readonly log: Log;
}): Checker {
  const optionsFor = (uri: vscode.Uri, { notePaths }: Neighbours): CheckOptions => {
    const { payer } = personalSettings(uri);
    return {
      configuration: rooms.configurations.of(uri),
      packRules: rooms.configurations.teamOf(uri)?.packRules ?? [],
      severityChanges: rooms.configurations.teamOf(uri)?.severityChanges ?? new Map(),
      tables: rooms.tables(),
      today: today(),
      notePaths,
      chosenNotes: rooms.chosenNotes.all(),
      ...(payer === undefined ? {} : { payer }),
    };
  };
  return {
    *check({ uri, text, format, claims, shownAt = uri }, neighbours) {
      const read = claims === undefined ? {} : { read: { claims } };
      const { documents, failures } = yield* checkInSteps(
        [{ path: pathOf(uri), text, as: format, ...read }, ...neighbours.linked.map(asInput)],
        optionsFor(uri, neighbours),
      );
      for (const { rule, error } of failures)
        rooms.log.error(`The rule ${rule} failed (${error}) and was left out.`);
      const [own] = documents;
      return own && { own, all: documents, uriOf: addresses(pathOf(uri), shownAt, neighbours.linked) };
    },
    recheck(before, uri, text, change, neighbours) {
      const others = before.all.filter((document) => document !== before.own);
      const own = recheckClaim(before.own, text, change, others, optionsFor(uri, neighbours));
      return own && { ...before, own, all: [own, ...others] };
    },
  };
}

function asInput({ uri, path, text, format }: LinkedFile): InputDocument {
  return { path, text: openDocument(uri)?.getText() ?? text, as: format };
}

function addresses(
  ownPath: string,
  own: vscode.Uri,
  linked: readonly LinkedFile[],
): (path: string) => vscode.Uri | undefined {
  const known = new Map([[ownPath, own], ...linked.map(({ path, uri }) => [path, uri] as const)]);
  return (path) => known.get(path);
}

/** The user's own calendar day, as an ISO date. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
