// The tests that judge rules, without those of corpora and bundles: each change of the code runs them again.
import { defineConfig } from 'vitest/config';
import common from './vitest.config.mjs';

export default defineConfig({
  ...common,
  test: {
    ...common.test,
    include: ['test/{rules,scenarios,check}/*.test.ts'],
    exclude: ['test/rules/false-alarms.test.ts', 'test/check/work.test.ts'],
  },
});
