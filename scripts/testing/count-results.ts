/** What of Vitest's JSON report is read. */
export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly message?: string; readonly assertionResults: readonly { readonly status: string; readonly fullName?: string; readonly failureMessages?: readonly string[] | null }[] }[];
};

export type Count = { readonly passed: number; readonly failed: number };

/**
 * Counts a run. A skipped or still-to-be-written test is a failure (it proves nothing), so is a file that could not be loaded,
 * and so is a run that ended badly with no failed test to show for it (an unhandled error) or that left no report.
 */
export function countResults(report: VitestReport | undefined, exitCode: number): Count {
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded;
  return { passed: report.numPassedTests, failed: failed === 0 && (exitCode !== 0 || report.numPassedTests === 0) ? 1 : failed };
}
