// The command line for tests: a bundle made as the build makes it, run in a folder of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';

export interface BuiltCli {
  readonly folder: string;
  readonly program: string;
  readonly run: (
    args: readonly string[],
    input?: string | Buffer,
  ) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  readonly remove: () => void;
}

/** Builds the command line into a new folder, which is also the folder that calls begin in. */
export async function buildCli(): Promise<BuiltCli> {
  const folder = mkdtempSync(join(tmpdir(), 'claimlint-test-'));
  const program = join(folder, 'cli.cjs');
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [yamlForEsbuild],
  });
  return {
    folder,
    program,
    run(args, input = '') {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        encoding: 'utf8',
        input,
        maxBuffer: 1 << 28,
        // No table of the person who runs the tests takes part.
        env: { ...process.env, XDG_DATA_HOME: join(folder, 'data') },
      });
      return { status, stdout, stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
