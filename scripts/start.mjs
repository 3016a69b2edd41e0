// npm start: VS Code with Claimlint and a fresh copy of the samples. An installed VS Code or VSCodium if there is one,
// else the embedded VS Code in the browser, whose address is printed. `npm start -- FOLDER` opens a folder of yours instead.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installHost, Missing, onPath, root } from './host/install.mjs';
import { installExtension, startServer } from './host/server.mjs';
import { copyOf, emptyFolder } from './host/workspace.mjs';
import { packageExtension, packagePath } from './package.mjs';

const inBrowser = process.argv.includes('--browser');
const wanted = process.argv.slice(2).find((word) => !word.startsWith('--'));
const samples = wanted ? undefined : copyOf(join(root, 'samples'));
const folder = samples ? samples.path : resolve(wanted);

// A desktop editor refuses to run as root, and needs a screen on Linux.
const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const isRoot = process.platform === 'linux' && process.getuid() === 0;
const editor = inBrowser || !hasScreen || isRoot ? undefined : onPath('code', 'codium');

try {
  if (!existsSync(folder)) throw new Missing(`There is no folder ${folder}.`);
  await (editor ? openDesktop(editor) : openInBrowser());
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}

async function openDesktop(program) {
  console.log(`Opening ${program} with Claimlint on ${folder}`);
  const words = [`--extensionDevelopmentPath=${root}`, '--new-window', folder, ...firstFile()];
  const shell = process.platform === 'win32';
  spawn(program, words, { detached: true, stdio: 'ignore', shell }).unref();
}

async function openInBrowser() {
  installHost();
  await packageExtension();
  const extensions = emptyFolder('extensions');
  installExtension(extensions.path, packagePath);
  const server = await startServer({
    extensions: extensions.path,
    port: Number(process.env.PORT) || undefined,
  });
  const query = new URLSearchParams({ tkn: server.token, folder });
  const [file] = firstFile();
  if (file)
    query.set('payload', JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${server.port}${file}`]]));
  const address = `${server.address}/?${query}`;
  console.log(`
  VS Code with Claimlint, on ${samples ? 'a copy of the samples' : folder}:

    ${address}

  The address works on this computer only. Ctrl+C ends it${samples ? ' and deletes the copy' : ''}.
`);
  if (hasScreen && !process.env.CI) showInBrowser(address);
  const end = async () => {
    await server.stop();
    extensions.remove();
    samples?.remove();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  await server.exited;
}

/** The claim that the README begins with. */
function firstFile() {
  const file = join(folder, 'too-few-muscles/visit.claim');
  return existsSync(file) ? [file] : [];
}

function showInBrowser(address) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  spawn(opener, [address], { detached: true, stdio: 'ignore' })
    .on('error', () => {}) // The address is on the screen already.
    .unref();
}
