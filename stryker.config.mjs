// npm run mutation: changes the code in small ways and asks whether a test notices (https://stryker-mutator.io).
//   npm run mutation -- --mutate src/rules/totals.ts      one file
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mjs' },
  coverageAnalysis: 'perTest',
  mutate: ['src/rules/*.ts', '!src/rules/registry.ts'],
  // Words are for people, and are read by people.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'dist/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false },
  tempDirName: 'dist/mutation',
  ignorePatterns: ['dist', 'vscode-host', 'docs/images', 'images'],
};
