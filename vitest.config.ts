import { defineConfig } from 'vitest/config';

const electronTests = { globalSetup: ['test/support/global-display.ts'], testTimeout: 60_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], ...electronTests } },
      // one at a time: each journey has windows, a server and its PostgreSQL to itself
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], fileParallelism: false, ...electronTests, globalSetup: [...electronTests.globalSetup, 'test/support/global-build.ts'] } },
    ],
  },
});
