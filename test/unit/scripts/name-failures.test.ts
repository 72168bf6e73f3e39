import { expect, test } from 'vitest';
import type { VitestReport } from '../../../scripts/testing/count-results.ts';
import { nameFailures } from '../../../scripts/testing/name-failures.ts';

const report = (...testResults: VitestReport['testResults']): VitestReport =>
  ({ numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults });

test('a failed and a skipped test are named with their file, a passed one is not', () =>
  expect(nameFailures(report({ name: 'a.test.ts', status: 'failed', assertionResults: [{ status: 'passed', fullName: 'one' }, { status: 'failed', fullName: 'two', failureMessages: ['expected 1\n to be 2\n -- \n at x'] }, { status: 'pending', fullName: 'three' }] })))
    .toEqual(['a.test.ts > two [failed] expected 1  to be 2  -- ', 'a.test.ts > three [pending] ']));
test('a file that could not be loaded is named', () => expect(nameFailures(report({ name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }))).toEqual(['b.test.ts [not loaded] no such module']));
test('so is a run without a report', () => expect(nameFailures(undefined)).toHaveLength(1));
test('what went wrong outside of tests stands there too: a worker that died leaves its tests half done, and says nothing itself', () =>
  expect(nameFailures(report(), ['Worker exited unexpectedly with signal SIGSEGV\n at x'])).toEqual(['outside of tests: Worker exited unexpectedly with signal SIGSEGV  at x']));
