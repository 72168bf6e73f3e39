import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter } from 'vitest/node';
import { places } from '../bootstrap/places.mjs';

/** Where the errors outside of tests are written. */
export const straysFile = join(places.local, 'test-strays.json');

/** Writes down what went wrong in a run outside of any test (a worker that died, an error nobody caught), a text each: Vitest's JSON report leaves it out. */
export default class UnhandledErrors implements Reporter {
  onTestRunEnd(_files: unknown, errors: readonly { readonly message: string; readonly cause?: unknown }[]): void {
    writeFileSync(straysFile, JSON.stringify(errors.map(({ message, cause }) => (cause as Error | undefined)?.message ?? message)));
  }
}
