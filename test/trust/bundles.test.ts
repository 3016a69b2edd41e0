// What is shipped cannot reach a network, start a program or make code out of text: the bundles are built as `npm run build`
// builds them and read word by word. A word within a text (a card that says "fetch") is no use of it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Reach a network, another program, or code that was text. */
const forbiddenNames = new Set([
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'sendBeacon'],
  ...['RTCPeerConnection', 'importScripts', 'Worker', 'SharedWorker', 'serviceWorker', 'BroadcastChannel'],
  ...['eval', 'Function', 'GeneratorFunction', 'AsyncFunction', 'WebAssembly', 'child_process', 'execFile'],
  ...[
    'spawn',
    'spawnSync',
    'execSync',
    'execFileSync',
    'fork',
    'createRequire',
    'binding',
    'dlopen',
    'Image',
  ],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'cookie'],
]);

/** Of VS Code: leaves the editor, runs a program, shows a web page, sends or asks elsewhere. */
const forbiddenOfEditor = new Set([
  ...[
    'openExternal',
    'asExternalUri',
    'createTelemetryLogger',
    'isTelemetryEnabled',
    'onDidChangeTelemetryEnabled',
  ],
  ...[
    'createWebviewPanel',
    'registerWebviewViewProvider',
    'registerCustomEditorProvider',
    'registerUriHandler',
  ],
  ...[
    'createTerminal',
    'sendText',
    'ShellExecution',
    'ProcessExecution',
    'DebugAdapterExecutable',
    'authentication',
  ],
  ...['selectChatModels', 'sendRequest', 'sendSequence', 'machineId', 'sessionId', 'clipboard', 'secrets'],
  ...['supportHtml'],
]);

/**
 * The command line spreads large files over threads of its own program (src/cli/workers.ts): the only one that is started is
 * its own file, they get plain data, and they can reach no more than the program itself, which this test looks at.
 */
const allowedOfCli = new Set(['Worker']);

const modulesOfCli = [
  'buffer',
  // The salt of a baseline.
  'node:crypto',
  'node:fs',
  'node:fs/promises',
  'node:os',
  'node:path',
  'node:util',
  // How eagerly garbage is collected.
  'node:v8',
  'node:worker_threads',
  'process',
];

interface Words {
  readonly names: ReadonlySet<string>;
  readonly modules: readonly string[];
  /** Calls of `require` or `import` with anything but a text. */
  readonly unknownModules: number;
  /** Addresses in texts. */
  readonly hosts: readonly string[];
}

function wordsOf(program: string): Words {
  const names = new Set<string>();
  const modules = new Set<string>();
  const hosts = new Set<string>();
  let unknownModules = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.add(node.text);
    // x['fetch'] is x.fetch
    if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
      names.add(node.argumentExpression.text);
    if (ts.isStringLiteralLike(node))
      for (const [, host] of node.text.matchAll(/\b(?:https?|wss?|ftp):\/\/([^\s/"'`)\]]+)/g))
        hosts.add(host ?? '');
    if (ts.isCallExpression(node)) {
      const {
        expression,
        arguments: [first],
      } = node;
      const isImport =
        expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(expression) && expression.text === 'require');
      if (isImport && first !== undefined && ts.isStringLiteralLike(first)) modules.add(first.text);
      else if (isImport) unknownModules++;
    }
    if (ts.isImportDeclaration(node) && ts.isStringLiteralLike(node.moduleSpecifier))
      modules.add(node.moduleSpecifier.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('bundle.js', program, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS));
  return { names, modules: [...modules].sort(), unknownModules, hosts: [...hosts].sort() };
}

const folder = mkdtempSync(join(tmpdir(), 'claimlint-bundles-'));
let extension: Words;
let cli: Words;
let cliProgram: string;
beforeAll(() => {
  execFileSync(process.execPath, ['esbuild.mjs', `--into=${folder}`]);
  extension = wordsOf(readFileSync(join(folder, 'extension.js'), 'utf8'));
  cliProgram = readFileSync(join(folder, 'cli.js'), 'utf8');
  cli = wordsOf(cliProgram);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const used = ({ names }: Words, forbidden: ReadonlySet<string>) =>
  [...forbidden].filter((name) => names.has(name));

describe('the shipped bundles', () => {
  it('would be caught if they reached out', () => {
    const bad = wordsOf(
      `const a = require('https'); import('node:net'); require(x); globalThis['fetch']('https://a.example/x'); new Function('x'); vscode.env.openExternal(u)`,
    );
    expect(bad.modules).toEqual(['https', 'node:net']);
    expect(bad.unknownModules).toBe(1);
    expect(used(bad, forbiddenNames)).toEqual(['fetch', 'Function']);
    expect(used(bad, forbiddenOfEditor)).toEqual(['openExternal']);
    expect(bad.hosts).toEqual(['a.example']);
    expect(used(wordsOf(`"please fetch the chart"`), forbiddenNames)).toEqual([]);
  });

  it('ask for no module but the editor, files and the system’s basic ones', () => {
    expect(extension.modules).toEqual(['vscode']);
    expect(cli.modules.filter((name) => !modulesOfCli.includes(name))).toEqual([]);
    expect([extension.unknownModules, cli.unknownModules]).toEqual([0, 0]);
  });

  it('name no way to a network, another program or code made of text', () => {
    expect(used(extension, forbiddenNames)).toEqual([]);
    expect(used(cli, forbiddenNames).filter((name) => !allowedOfCli.has(name))).toEqual([]);
    // A thread is started at one place, and not from a text.
    expect(cliProgram.match(/new [\w$.]+\.Worker\(|new Worker\(/g) ?? []).toHaveLength(1);
    expect(used(extension, forbiddenOfEditor)).toEqual([]);
  });

  it('hold no address but those of public sources, which a person may open', () => {
    const sources = [
      'www.cms.gov',
      'www.cdc.gov',
      'www.w3.org',
      'json.schemastore.org',
      'hl7.org',
      'terminology.hl7.org',
    ];
    const known = (host: string) =>
      /(?:^|\.)(?:cms\.gov|cdc\.gov|gov|w3\.org|ama-assn\.org|apta\.org|aapc\.com)$/.test(host) ||
      sources.includes(host);
    expect(extension.hosts.filter((host) => !known(host))).toEqual([]);
    expect(cli.hosts.filter((host) => !known(host))).toEqual([]);
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly capabilities: Readonly<Record<string, { readonly supported: unknown }>>;
    readonly dependencies?: object;
    readonly scripts: Readonly<Record<string, string>>;
    readonly contributes: Readonly<Record<string, unknown>>;
  };

  it('says that untrusted and virtual workspaces are safe', () => {
    expect(manifest.capabilities.untrustedWorkspaces?.supported).toBe(true);
    expect(manifest.capabilities.virtualWorkspaces?.supported).toBe(true);
  });

  it('brings no web view, no debugger, no terminal and nothing to run when it is installed', () => {
    const kinds = Object.keys(manifest.contributes);
    const showsOrRuns = ['customEditors', 'debuggers', 'terminal', 'notebooks', 'authentication'];
    expect(kinds.filter((kind) => showsOrRuns.includes(kind))).toEqual([]);
    // A view is a tree unless it says `type: webview`.
    expect(manifest.contributes.views).toBeDefined();
    expect(JSON.stringify(manifest.contributes.views)).not.toContain('"type"');
    expect(Object.keys(manifest.scripts).filter((name) => /install|prepare|^pre|^post/.test(name))).toEqual(
      [],
    );
    expect(manifest.dependencies).toBeUndefined();
  });
});
