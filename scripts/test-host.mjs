// Runs the editor suite inside a real extension host of the embedded VS Code, in a headless browser.
//   node scripts/test-host.mjs            the Node extension host, as in remote windows and on the desktop
//   node scripts/test-host.mjs --web      the web-worker extension host, as on vscode.dev
//   … --verbose                           prints what the extension host logs
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './host/browser.mjs';
import { installHost, Missing, root, seconds } from './host/install.mjs';
import { remoteAddress, startServer, workbenchAddress } from './host/server.mjs';
import { copyOf } from './host/workspace.mjs';
import { printResults } from './suite-results.mjs';

const inWebWorker = process.argv.includes('--web');
const verbose = process.argv.includes('--verbose');
const lane = inWebWorker ? 'web-worker host' : 'Node host';
const patience = 300_000;

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
  const settings = inWebWorker ? { 'remote.extensionKind': { 'claimlint.claimlint': ['web'] } } : {};
  const server = await startServer({ settings, development: true });
  const browser = await openBrowser();
  const said = [];
  let exitCode = 1;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
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
  const troubles = inWebWorker ? [] : exceptionsInLogs(join(server.data, 'data/logs'));
  await server.stop();
  const failures = printResults(join(workspace.path, '.suite-results.json'), lane);
  for (const line of troubles) console.error(`exception in the extension host's log: ${line}`);
  workspace.remove();
  console.log(`${lane}: ${seconds(started)}, server ready in ${server.readyMilliseconds} ms`);
  return exitCode || failures || troubles.length ? 1 : 0;
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

/** Lines of the extension host's logs that tell of an exception in Claimlint. */
function exceptionsInLogs(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.log') && statSync(path).isFile())
    .flatMap((path) => readFileSync(path, 'utf8').split(/\r?\n(?=\d{4}-)/))
    .filter((entry) => /\[error\]/i.test(entry) && /claimlint/i.test(entry));
}
