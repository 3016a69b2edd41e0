// A coder's visit, in the real workbench, to the package as it would be installed: opens the sample claim, reads the
// card of 20561, recodes it with the keyboard, saves, looks at the bytes on the disk, and then tries what else there is.
//   node scripts/test-visit.mjs                 in the light theme, asserting only
//   node scripts/test-visit.mjs --screenshots   also writes the README's pictures into docs/images
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './host/browser.mjs';
import { installHost, Missing, root, seconds } from './host/install.mjs';
import { installExtension, remoteAddress, startServer, workbenchAddress } from './host/server.mjs';
import { copyOf, emptyFolder } from './host/workspace.mjs';
import { packagePath } from './package.mjs';
import { Workbench } from './workbench.mjs';

const pictures = process.argv.includes('--screenshots') ? join(root, 'docs/images') : undefined;
/** Names and numbers of the patients in the samples. */
const ofPatients = ['Samplewell', 'W0012345', 'Mockford', 'INVENTED*CASEY', 'W0013579', 'NOTREAL'];
const claimFile = 'too-few-muscles/visit.claim';

try {
  installHost();
  await visit();
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}

async function visit() {
  const started = Date.now();
  const samples = copyOf(join(root, 'samples'));
  const extensions = emptyFolder('extensions');
  installExtension(extensions.path, packagePath);
  const settings = {
    'workbench.colorTheme': 'Default Light Modern',
    'editor.fontSize': 13,
    'window.zoomLevel': 0,
  };
  const server = await startServer({ extensions: extensions.path, settings });
  const browser = await openBrowser();
  const page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: pictures ? 2 : 1,
  });
  const workbench = new Workbench(page);
  const picture = async (name) => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  try {
    const openFile = ['openFile', remoteAddress(server, join(samples.path, claimFile))];
    await page.goto(workbenchAddress(server, samples.path, [openFile]));
    await tellStory(workbench, join(samples.path, claimFile), picture);
    await lookAround(workbench, picture);
    await nothingIsKept(page, server);
    console.log(`a coder's visit: passed, ${seconds(started)}`);
  } catch (error) {
    await page.screenshot({ path: join(root, 'dist/test-visit-failure.png') }).catch(() => {});
    console.error('What was on the screen: dist/test-visit-failure.png');
    throw error;
  } finally {
    await browser.close();
    await server.stop();
    extensions.remove();
    samples.remove();
  }
}

/** What the README promises, in the order in which a coder would try it. */
async function tellStory(workbench, claimPath, picture) {
  const before = readFileSync(claimPath, 'utf8');
  const line = 'code: 20561';

  await workbench.seesLine(line);
  await workbench.seesSquiggle();
  await workbench.closeSideBar();

  const card = await workbench.hoverOver('20561', line, 'What this note supports');
  for (const words of ['20561', 'upper trapezius', 'levator scapulae']) expectText(card, words);
  await picture('hover');

  await workbench.followHoverLink('needling/muscle-count');
  await workbench.seesTab('muscle-count.md');
  await workbench.seesPage('What counts is the distinct muscle');
  await picture('rule-page');
  await workbench.closeTab('muscle-count.md');

  await workbench.clickLens('note: visit.note');
  await workbench.seesLens('2 muscles by name');
  await picture('side-by-side');
  await workbench.closeTab('visit.note');

  await workbench.click('20561', line);
  await workbench.goToDefinition('levator scapulae');
  await picture('evidence');
  await workbench.press('Escape');

  await workbench.click('20561', line);
  const fixes = await workbench.openQuickFixes('20560');
  expectText(fixes, 'Ignore needling/muscle-count here');
  await picture('quick-fix');
  await workbench.chooseFirstQuickFix();
  await workbench.seesLine('code: 20560');
  await workbench.press('Control+s');
  const wanted = before.replace(line, 'code: 20560');
  const isSaved = () => readFileSync(claimPath, 'utf8') === wanted;
  await workbench.waitFor(isSaved, 'the saved file is the old one with five digits changed');
}

/** What else there is: to know, to write, to move, to act, in the order of a day's work. */
async function lookAround(workbench, picture) {
  // Knowing: the status bar's menu, and why something is not flagged.
  await workbench.clickStatusBar('Claimlint');
  await workbench.seesChoice('Code tables');
  await workbench.press('Escape');
  await workbench.command('Claimlint: Why Is This (Not) Flagged?');
  await workbench.seesChoice('needling/muscle-count');
  await workbench.press('Escape');

  // Writing: codes are offered by number.
  await workbench.click('20560', 'code: 20560');
  await workbench.press('End');
  await workbench.seesSuggestion('20560');
  await workbench.press('Escape');

  // Reading: which muscles of a note were counted; an 837 with a line for each segment.
  await workbench.openFile('visit.soap');
  await workbench.seesLens('solid: counted');
  await workbench.openFile('2026-03-05.837');
  await workbench.command('Claimlint: Show One Segment a Line');
  await workbench.seesTab('one segment a line');
  await picture('segments');
  await workbench.closeTab('one segment a line');

  // Moving: all claims of the folder, and from finding to finding.
  await workbench.command('Claimlint: Check Workspace');
  await workbench.clickButton('Show Claims');
  await workbench.seesRow('2026-03-05.837');
  await picture('claims-view');
  await workbench.openFile('visit.soap');
  await workbench.press('Control+Alt+F8');
  await workbench.waitFor(
    async () => !(await workbench.tabInFront()).includes('visit.soap'),
    'the next finding is in another file',
  );

  // Acting: a report without patient data first, and a copy with nobody in it.
  await workbench.command('Claimlint: Save Report');
  await workbench.seesChoice('Without patient data');
  await workbench.press('Escape');
  await workbench.command('Claimlint: Mask Identifiers');
  await workbench.seesQuestion('Where is the copy to be put?');
  await workbench.press('Escape');
  await workbench.command('Claimlint: Filter Findings');
  await workbench.seesChoice('Errors');
  await workbench.press('Escape');
}

/**
 * After a day's work, no word of a patient is in a log, an output channel or a store of the extension. VS Code itself keeps
 * what one edits, as it does for any file: its backups and its local history are not Claimlint's to judge.
 */
async function nothingIsKept(page, server) {
  const files = readdirSync(server.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[\\/](?:History|Backups)(?:[\\/]|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
  const logs = files.filter((file) => /claimlint/i.test(file));
  if (logs.length === 0) throw new Error('The log of Claimlint is not where it was looked for.');
  for (const file of files) expectNobody(readFileSync(file, 'latin1'), file);
  expectNobody(server.log.join(''), 'what the server says');
  const stored = await page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const entries = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(entries.getAllKeys()), done(entries.getAll())]);
        keys.forEach((key, index) => {
          if (/claimlint/i.test(String(key)))
            found.push(`${name} ${store} ${key} ${JSON.stringify(values[index])}`);
        });
      }
      database.close();
    }
    return found;
  });
  for (const entry of stored) expectNobody(entry, 'the storage of the extension');
}

function expectNobody(text, where) {
  for (const words of ofPatients)
    if (text.includes(words)) throw new Error(`"${words}", which is of a patient, is in ${where}`);
}

function expectText(text, words) {
  if (!text.includes(words)) throw new Error(`"${words}" is not in what is on the screen:\n${text}`);
}
