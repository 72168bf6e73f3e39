import { getNode } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';

/** Runs one of the project's programs to its end and gives its last line of JSON, or nothing; throws with its words when it fails. */
export async function runProgram(args: readonly string[], env: Record<string, string> = {}): Promise<Record<string, unknown> | undefined> {
  const { code, output } = await run(getNode(), args, { quiet: true, env });
  if (code !== 0) throw new Error(`${args[0]} failed:\n${output.slice(-3000)}`);
  const line = output.trim().split('\n').findLast((text) => text.startsWith('{'));
  return line ? (JSON.parse(line) as Record<string, unknown>) : undefined;
}
