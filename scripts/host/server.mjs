// Starts the embedded VS Code: its own web server from the npm package code-server, without code-server's wrapper.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostNode, vscodeFolder } from './install.mjs';

/** A quiet editor: nothing that calls home, pops up or moves. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'editor.minimap.enabled': false,
};

const withoutGallery = { ...process.env, EXTENSIONS_GALLERY: '{}' };
const serverMain = join(vscodeFolder, 'out/server-main.js');

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/**
 * Starts a server on 127.0.0.1 that only who knows its token can use, and resolves when it answers.
 * `settings` are user settings on top of the quiet ones; `extensions` is the folder of installed extensions;
 * `development` lets a page load an extension from its source folder.
 */
export async function startServer({ settings = {}, extensions, development = false, port } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'claimlint-vscode-'));
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(
    join(data, 'data/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
  const token = randomBytes(16).toString('hex');
  const chosenPort = port ?? (await freePort());
  const words = [
    ...['--host', '127.0.0.1', '--port', String(chosenPort), '--connection-token', token],
    ...['--accept-server-license-terms', '--server-data-dir', data, '--telemetry-level', 'off'],
    ...['--disable-workspace-trust', '--disable-getting-started-override'],
    ...(development ? ['--enable-smoke-test-driver'] : []),
    ...(extensions ? ['--extensions-dir', extensions] : []),
  ];
  const log = [];
  const child = spawn(hostNode(), [serverMain, ...words], {
    cwd: data,
    env: withoutGallery,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const address = `http://127.0.0.1:${chosenPort}`;
  const started = Date.now();
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The embedded VS Code ended at once:\n${log.join('')}`);
    if (await answers(`${address}/version`)) break;
    if (Date.now() - started > 120_000)
      throw new Error(`The embedded VS Code does not answer:\n${log.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    port: chosenPort,
    token,
    data,
    log,
    readyMilliseconds: Date.now() - started,
    exited,
    async stop() {
      child.kill();
      await exited;
      rmSync(data, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function answers(address) {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}

/** Installs a packaged extension into the folder `extensions`, as a user would from a file. */
export function installExtension(extensions, vsix) {
  const data = mkdtempSync(join(tmpdir(), 'claimlint-install-'));
  try {
    execFileSync(
      hostNode(),
      [
        ...[
          serverMain,
          '--server-data-dir',
          data,
          '--accept-server-license-terms',
          '--telemetry-level',
          'off',
        ],
        ...['--extensions-dir', extensions, '--install-extension', vsix, '--force'],
      ],
      { env: withoutGallery, stdio: ['ignore', 'pipe', 'pipe'] },
    );
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Address of the workbench with `folder` open; `payload` are VS Code's own pairs of key and value. */
export function workbenchAddress(server, folder, payload = []) {
  const query = new URLSearchParams({
    tkn: server.token,
    folder,
    payload: JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]),
  });
  return `${server.address}/?${query}`;
}

/** How the workbench names a file of this machine. */
export function remoteAddress(server, path) {
  return `vscode-remote://127.0.0.1:${server.port}${path}`;
}
