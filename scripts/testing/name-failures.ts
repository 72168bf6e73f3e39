import type { VitestReport } from './count-results.ts';

const firstLines = (text: string | undefined): string => (text ?? '').split('\n').slice(0, 3).join(' ').slice(0, 300);

/**
 * What did not pass in a run, a line each: the file, the test and the beginning of what it said. A long run's log is often seen by its end only,
 * so these stand there once more. Skipped and unwritten tests are among them: they count as failed. `strays`: what went wrong outside of tests, which is why a file is half done.
 */
export function nameFailures(report: VitestReport | undefined, strays: readonly string[] = []): readonly string[] {
  const outside = strays.map((text) => `outside of tests: ${firstLines(text)}`);
  if (!report) return ['a run of the tests left no report', ...outside];
  const inside = report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter((test) => test.status !== 'passed').map((test) => `${file.name} > ${test.fullName ?? ''} [${test.status}] ${firstLines(test.failureMessages?.[0])}`);
    return tests.length === 0 && file.status === 'failed' ? [`${file.name} [not loaded] ${firstLines(file.message)}`] : tests;
  });
  return [...inside, ...outside];
}
