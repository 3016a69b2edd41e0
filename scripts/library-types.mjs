// The types of the library: declarations of src/library and of all that they name, made by the compiler.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const importedFrom = /((?:from|import\()\s*')(\.[^']+)(')/g;

/** Name of a declaration file below `src` → its text; only those that lead from the library's door. */
export function libraryTypes() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: ['src/library/index.ts', 'src/yaml-modules.d.ts'] },
    ts.sys,
    root,
  );
  const program = ts.createProgram(
    ['src/library/index.ts', 'src/yaml-modules.d.ts'].map((file) => join(root, file)),
    {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(root, 'src'),
      outDir: join(root, 'dist/types'),
    },
  );
  const kept = new Map();
  // Only what is asked for is emitted: the compiler then looks at few of the files.
  const keep = (name) => {
    if (kept.has(name)) return;
    const file = program.getSourceFile(sourceOf(name));
    if (file === undefined) throw new Error(`The library names ${name}, which has no declarations.`);
    program.emit(file, (_path, text) => kept.set(name, text), undefined, true);
    for (const [, , from] of kept.get(name).matchAll(importedFrom)) {
      const path = posix.join(posix.dirname(name), from);
      keep(existsSync(sourceOf(`${path}.d.ts`)) ? `${path}.d.ts` : `${path}/index.d.ts`);
    }
  };
  keep('library/index.d.ts');
  return new Map([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The report of the interface, as a page. */
export function apiReport(types = libraryTypes()) {
  const parts = [...types].map(
    ([name, text]) => `## ${name.replace(/\.d\.ts$/, '')}\n\n\`\`\`ts\n${text.trim()}\n\`\`\`\n`,
  );
  return `# The interface of the library

What \`import … from 'claimlint'\` gives, as the compiler declares it; [library.md](library.md) says how it is used. This page is
written by \`npm run docs\`, and a test fails while it is not fresh: a change here is a change for those who use the library.

${parts.join('\n')}`;
}

function sourceOf(name) {
  return join(root, 'src', name.replace(/\.d\.ts$/, '.ts'));
}

/** Writes the declarations below a folder, for both systems of modules: `.d.mts` and `.d.cts` with whole file names. */
export function writeLibraryTypes(folder, types = libraryTypes()) {
  for (const [name, text] of types)
    for (const extension of ['mts', 'cts']) {
      const path = join(folder, name.replace(/ts$/, extension));
      mkdirSync(dirname(path), { recursive: true });
      const fileOf = (from) => {
        const to = posix.join(posix.dirname(name), from);
        return `${from}${types.has(`${to}.d.ts`) ? '' : '/index'}.${extension.replace('ts', 'js')}`;
      };
      writeFileSync(
        path,
        text.replace(importedFrom, (_whole, before, from, after) => `${before}${fileOf(from)}${after}`),
      );
    }
}
