import { defineConfig } from 'vitest/config';
import { yamlForVite } from './scripts/yaml-modules.mjs';

export default defineConfig({
  plugins: [yamlForVite],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/editor/**', 'node_modules/**'],
    testTimeout: 60_000,
  },
});
