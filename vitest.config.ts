import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { nodeFlags } from './scripts/bootstrap/node-flags.mjs';
import { LongestFirst } from './test/support/longest-first.ts';

// Generous: what a test waits for comes late on a small machine that does two things at once; a test that fails says so all the same.
const realTests = { execArgv: nodeFlags, globalSetup: ['test/support/global-display.ts', 'test/support/global-cluster.ts'], testTimeout: 1_200_000, hookTimeout: 1_200_000, expect: { poll: { timeout: 90_000 } } };
// Left to itself the runner keeps one core free, which on a machine of two is half of it.
const maxWorkers = Math.max(2, availableParallelism());
// Real parts wait for one another as much as they work: one more than there are cores.
const realWorkers = maxWorkers + 1;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'unit', execArgv: nodeFlags, include: ['test/unit/**/*.test.ts'], maxWorkers, sequence: { groupOrder: 0 }, testTimeout: 1_200_000 } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], maxWorkers: realWorkers, sequence: { groupOrder: 1 }, ...realTests } },
      // two at a time, however many cores: each journey has its own windows and server; three took as long on two cores, and made windows answer late
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], maxWorkers: 2, sequence: { groupOrder: 2 }, ...realTests, globalSetup: [...realTests.globalSetup, 'test/support/global-build.ts'] } },
    ],
  },
});
