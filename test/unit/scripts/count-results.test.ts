import { expect, test } from 'vitest';
import { countResults, type VitestReport } from '../../../scripts/testing/count-results.ts';

const report = (change: Partial<VitestReport>): VitestReport => ({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...change });

test('a clean run counts its tests', () => expect(countResults(report({}), 0)).toEqual({ passed: 3, failed: 0 }));
test('skipped and unwritten tests are failures', () => expect(countResults(report({ numPendingTests: 2, numTodoTests: 1 }), 0)).toEqual({ passed: 3, failed: 3 }));
test('a file that could not be loaded is a failure', () =>
  expect(countResults(report({ testResults: [{ name: 'x', status: 'failed', assertionResults: [] }] }), 1)).toEqual({ passed: 3, failed: 1 }));
test('a failed test is counted once', () =>
  expect(countResults(report({ numFailedTests: 1, testResults: [{ name: 'x', status: 'failed', assertionResults: [{ status: 'failed' }] }] }), 1)).toEqual({ passed: 3, failed: 1 }));
test('a bad end without a failed test is a failure', () => expect(countResults(report({}), 1)).toEqual({ passed: 3, failed: 1 }));
test('no tests at all is a failure', () => expect(countResults(report({ numPassedTests: 0 }), 0)).toEqual({ passed: 0, failed: 1 }));
test('no report is a failure', () => expect(countResults(undefined, 0)).toEqual({ passed: 0, failed: 1 }));
