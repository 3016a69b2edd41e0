// `import cards from './needling.yaml'` gives the parsed document: the code cards and word tables are
// YAML because coders read and review them, and parsed when built because no user should pay for that.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

// A string for JSON.parse: engines read it several times as fast as the same data written as a program.
const asModule = (text) => `export default JSON.parse(${JSON.stringify(JSON.stringify(parse(text)))});`;

/** esbuild plugin. */
export const yamlForEsbuild = {
  name: 'yaml-modules',
  setup(build) {
    build.onLoad({ filter: /\.ya?ml$/ }, ({ path }) => ({
      contents: asModule(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** Vite plugin, for the tests. */
export const yamlForVite = {
  name: 'yaml-modules',
  transform(code, id) {
    return /\.ya?ml$/.test(id) ? { code: asModule(code), map: null } : undefined;
  },
};
