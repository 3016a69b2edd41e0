// Runs the editor suite inside a real extension host of the embedded VS Code, in a headless browser.
//   node scripts/test-host.mjs            the Node extension host, as in remote windows and on the desktop
//   node scripts/test-host.mjs --web      the web-worker extension host, as on vscode.dev
//   … --only=WORDS                        the stories whose name contains the words
//   … --megabytes=10                      the size of the large 837 in the stories of speed
//   … --verbose                           prints what the extension host logs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './host/browser.mjs';
import { installHost, Missing, root, seconds } from './host/install.mjs';
import { remoteAddress, startServer, workbenchAddress } from './host/server.mjs';
import { copyOf } from './host/workspace.mjs';
import { printResults } from './suite-results.mjs';

const inWebWorker = process.argv.includes('--web');
const verbose = process.argv.includes('--verbose');
const megabytes = process.argv.find((word) => word.startsWith('--megabytes='))?.slice('--megabytes='.length);
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const lane = inWebWorker ? 'web-worker host' : 'Node host';
const patience = 900_000;

try {
  process.exitCode = await runSuite();
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}

async function runSuite() {
  installHost();
  const started = Date.now();
  const workspace = copyOf(join(root, 'test/editor/workspace'));
  if (only) writeFileSync(join(workspace.path, '.suite-only'), only);
  if (megabytes) writeFileSync(join(workspace.path, '.suite-megabytes'), megabytes);
  // VS Code in a browser saves by itself after a second; then nothing is left to be reverted.
  const settings = {
    'files.autoSave': 'off',
    ...(inWebWorker ? { 'remote.extensionKind': { 'claimlint.claimlint': ['web'] } } : {}),
  };
  const server = await startServer({ settings, development: true });
  const browser = await openBrowser();
  const said = [];
  let exceptions = [];
  let exitCode = 1;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    exceptions = listenForExceptions(page);
    const finished = suiteEnd(page, said);
    const payload = [
      ['extensionDevelopmentPath', remoteAddress(server, root)],
      ['extensionTestsPath', remoteAddress(server, join(root, 'dist/test/suite'))],
    ];
    await page.goto(workbenchAddress(server, workspace.path, payload));
    exitCode = await finished;
  } catch (error) {
    console.error(String(error));
    await browser
      .contexts()[0]
      ?.pages()[0]
      ?.screenshot({ path: join(root, 'dist/test-host-failure.png') })
      .catch(() => {});
    console.error(said.join('\n').slice(-5000));
    console.error(server.log.join('').slice(-2000));
  } finally {
    await browser.close().catch(() => {});
  }
  await server.stop();
  const failures = printResults(join(workspace.path, '.suite-results.json'), lane);
  for (const exception of exceptions) console.error(`exception in the extension host: ${exception}`);
  workspace.remove();
  console.log(`${lane}: ${seconds(started)}, server ready in ${server.readyMilliseconds} ms`);
  return exitCode || failures || exceptions.length ? 1 : 0;
}

/** VS Code calls these two functions of the page when the suite logs and when it settles. */
function suiteEnd(page, said) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The suite did not end in ${patience / 1000} s.`)),
      patience,
    );
    page.exposeFunction('codeAutomationExit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
    page.exposeFunction('codeAutomationLog', (kind, words) => {
      said.push(`[${kind}] ${words.join(' ')}`);
      if (verbose) console.log(said.at(-1));
    });
    page.on('crash', () => reject(new Error('The page crashed.')));
  });
}

/** Exceptions of the extension host: both hosts report them to the page's console, which keeps no other log here. */
function listenForExceptions(page) {
  const found = [];
  page.on('pageerror', (error) => found.push(error.stack ?? error.message));
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && isOurs(text)) found.push(text);
  });
  return found;
}

function isOurs(text) {
  // An exception in a provider comes without its stack, by its kind alone.
  return /claimlint\.claimlint|dist\/extension\.js|^%c +ERR color: #\w+ (?:\w+Error|Error: Illegal)/.test(
    text,
  );
}
