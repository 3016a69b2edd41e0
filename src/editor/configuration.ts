// What is set for a document: the team's `.claimlint.yaml` at the root of its workspace folder, and over it the
// person's own `claimlint.*` settings.
import * as vscode from 'vscode';
import {
  type Configuration,
  type ConfigurationProblem,
  defaultConfiguration,
  readConfiguration,
  ruleIds,
} from '../check';
import type { Severity } from '../model/finding';
import { type ReadPack, readPack } from '../packs/read-pack';
import { changesByRule, type SeverityChange } from '../packs/severity-change';
import type { Rule } from '../rules/rule';
import { rangesIn } from './positions';

export const configurationFileName = '.claimlint.yaml';

/** The team's file as it reads now: from the editor when it is open, else from the disk. */
export interface TeamConfiguration {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly configuration: Configuration;
  /** Rules of the packs that it names. */
  readonly packRules: readonly Rule[];
  /** Rules that the packs make more or less severe. */
  readonly severityChanges: ReadonlyMap<string, SeverityChange>;
  readonly packs: readonly vscode.Uri[];
}

/** Settings that only the editor knows. */
export interface PersonalSettings {
  readonly check: 'whileTyping' | 'onSave' | 'off';
  readonly payer: string | undefined;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly evidence: boolean;
}

export class Configurations implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #teams = new Map<string, TeamConfiguration>();
  readonly #problems = vscode.languages.createDiagnosticCollection('claimlint-configuration');
  readonly #subscriptions: vscode.Disposable[];

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${configurationFileName}`);
    const packWatcher = vscode.workspace.createFileSystemWatcher('**/*.{yaml,yml}');
    const reread = (uri: vscode.Uri) => void this.#read(uri).then(() => this.#changed.fire());
    const rereadPack = (uri: vscode.Uri) => {
      for (const team of this.#teamsWith(uri)) reread(team);
    };
    this.#subscriptions = [
      this.#changed,
      this.#problems,
      watcher,
      watcher.onDidCreate(reread),
      watcher.onDidChange(reread),
      watcher.onDidDelete(reread),
      packWatcher,
      packWatcher.onDidCreate(rereadPack),
      packWatcher.onDidChange(rereadPack),
      packWatcher.onDidDelete(rereadPack),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isConfigurationFile(document.uri)) reread(document.uri);
        else rereadPack(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('claimlint')) this.#changed.fire();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.load().then(() => this.#changed.fire())),
    ];
  }

  /** Reads the configuration files of all workspace folders. */
  async load(): Promise<void> {
    this.#teams.clear();
    this.#problems.clear();
    const folders = vscode.workspace.workspaceFolders ?? [];
    await Promise.all(folders.map((folder) => this.#read(configurationFileIn(folder))));
  }

  /** The team's file that holds for a document, when there is one. */
  teamOf(uri: vscode.Uri): TeamConfiguration | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && this.#teams.get(configurationFileIn(folder).toString());
  }

  /** What holds for a document: the team's file, with the person's own settings over it. */
  of(uri: vscode.Uri): Configuration {
    const team = this.teamOf(uri)?.configuration ?? defaultConfiguration;
    const settings = vscode.workspace.getConfiguration('claimlint', uri);
    const files = settings.get<{ claims?: unknown; notes?: unknown }>('files', {});
    return {
      ...team,
      rules: { ...team.rules, ...knownSeverities(settings.get('rules', {})) },
      files: {
        claims: [...team.files.claims, ...texts(files.claims)],
        notes: [...team.files.notes, ...texts(files.notes)],
      },
    };
  }

  /** Rules of all packs in use, for their pages. */
  packRules(): readonly Rule[] {
    return [...this.#teams.values()].flatMap(({ packRules }) => packRules);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #read(uri: vscode.Uri): Promise<void> {
    const text = await textOf(uri);
    if (text === undefined) {
      this.#teams.delete(uri.toString());
      this.#problems.delete(uri);
      return;
    }
    const named = readConfiguration(text, ruleIds).configuration.packs;
    const packs = named.map((path) => vscode.Uri.joinPath(uri, '..', path));
    const read = await this.#readPacks(packs);
    const packRules = read.flatMap(({ rules }) => rules);
    const known = [...ruleIds, ...packRules.map(({ id }) => id)];
    const { configuration, problems } = readConfiguration(text, known);
    this.#teams.set(uri.toString(), {
      uri,
      text,
      configuration,
      packRules,
      severityChanges: changesByRule(read),
      packs,
    });
    this.#problems.set(uri, asDiagnostics(text, problems));
  }

  async #readPacks(packs: readonly vscode.Uri[]): Promise<readonly ReadPack[]> {
    const read: ReadPack[] = [];
    for (const uri of packs) {
      const text = await textOf(uri);
      if (text === undefined) continue;
      const taken = read.flatMap(({ rules }) => rules.map(({ id }) => id));
      const pack = readPack(text, [...ruleIds, ...taken]);
      this.#problems.set(uri, asDiagnostics(text, pack.problems));
      read.push(pack);
    }
    return read;
  }

  /** Configuration files that name a rule pack. */
  #teamsWith(pack: vscode.Uri): readonly vscode.Uri[] {
    const isIt = (uri: vscode.Uri) => uri.toString() === pack.toString();
    return [...this.#teams.values()].filter(({ packs }) => packs.some(isIt)).map(({ uri }) => uri);
  }
}

/** The settings that are the person's alone. */
export function personalSettings(uri: vscode.Uri): PersonalSettings {
  const settings = vscode.workspace.getConfiguration('claimlint', uri);
  const payer = settings.get<string>('payer', '').trim();
  return {
    check: settings.get('check', 'whileTyping'),
    payer: payer === '' ? undefined : payer,
    codeLens: settings.get('codeLens', true),
    inlayHints: settings.get('inlayHints', true),
    evidence: settings.get('evidence', true),
  };
}

export function configurationFileIn(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, configurationFileName);
}

function isConfigurationFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${configurationFileName}`);
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
  } catch {
    return undefined;
  }
}

function asDiagnostics(text: string, problems: readonly ConfigurationProblem[]): vscode.Diagnostic[] {
  const place = rangesIn(text);
  return problems.map(({ message, range }) => {
    const diagnostic = new vscode.Diagnostic(place(range), message, vscode.DiagnosticSeverity.Warning);
    diagnostic.source = 'Claimlint';
    return diagnostic;
  });
}

/** Settings come from people: what is no severity of a known rule is left out. */
function knownSeverities(setting: unknown): Record<string, Severity | 'off'> {
  const known: readonly unknown[] = ['error', 'warning', 'information', 'off'];
  const entries = Object.entries(typeof setting === 'object' && setting !== null ? setting : {});
  return Object.fromEntries(
    entries.filter(([rule, severity]) => ruleIds.includes(rule) && known.includes(severity)),
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
