// The editor suite in a desktop VS Code: an installed one named by VSCODE_EXECUTABLE, else one that
// @vscode/test-electron downloads once. Exits with 75 when there is none to be had.
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { root } from './host/install.mjs';
import { copyOf, emptyFolder } from './host/workspace.mjs';
import { printResults } from './suite-results.mjs';

const executable = process.env.VSCODE_EXECUTABLE ?? (await download());
if (executable === undefined) process.exit(75);

const workspace = copyOf(join(root, 'test/editor/workspace'));
const user = emptyFolder('user');
try {
  process.exitCode = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/suite'),
    launchArgs: [
      workspace.path,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
      `--user-data-dir=${user.path}`,
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
if (printResults(join(workspace.path, '.suite-results.json'), 'desktop') > 0) process.exitCode = 1;
workspace.remove();
user.remove();

async function download() {
  try {
    return await downloadAndUnzipVSCode({ version: process.env.VSCODE_VERSION ?? 'stable', timeout: 15_000 });
  } catch (error) {
    console.error(
      `No desktop VS Code could be downloaded (${error}). Set VSCODE_EXECUTABLE to an installed one.`,
    );
    return undefined;
  }
}
