import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Centre } from '../centre.ts';
import { openCentre } from '../open-centre.ts';

/** A command line that cannot be right: the message is shown, exit status 2. */
export class BadArguments extends Error {}

/** What a tool was asked for and cannot be: printed as `{"error":{"type":…}}`, exit status 1. */
export class ToolRefusal extends Error {
  readonly error: { readonly type: string } & Readonly<Record<string, unknown>>;
  constructor(error: ToolRefusal['error']) {
    super(error.type);
    this.error = error;
  }
}

/** Runs a command-line tool over the database at `DATABASE_URL`; prints what `run` returns as one JSON line (`--json` is taken and changes nothing; `--help` prints how it is used). Exit status 1 for a failure, 2 for bad arguments. */
export const runTool = async <O extends ParseArgsOptionsConfig>(
  usage: string,
  options: O,
  check: (values: { readonly [K in keyof O]?: string | boolean | (string | boolean)[] | undefined }, positionals: readonly string[]) => (centre: Centre) => Promise<unknown>,
): Promise<void> => {
  const fail = (message: string, status: 1 | 2): never => {
    process.stderr.write(`${message}\n${status === 2 ? `usage: ${usage}\n` : ''}`);
    process.exit(status);
  };
  const read = (): ((centre: Centre) => Promise<unknown>) => {
    try {
      const { values, positionals } = parseArgs({ options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean' } }, allowPositionals: true });
      if ((values as { help?: unknown }).help === true) {
        process.stdout.write(`usage: ${usage}\n`);
        process.exit(0);
      }
      const work = check(values as never, positionals);
      if (!process.env['DATABASE_URL']) throw new BadArguments('DATABASE_URL is not set: the server prints it when it is ready');
      return work;
    } catch (error) {
      return fail((error as Error).message, 2);
    }
  };
  const work = read();
  const centre = await openCentre(process.env['DATABASE_URL']!, () => undefined).catch((error: Error) => fail(`no database: ${error.message}`, 1));
  if (!centre.ok) return fail(JSON.stringify(centre.error), 1);
  try {
    process.stdout.write(`${JSON.stringify(await work(centre.value))}\n`);
  } catch (error) {
    if (error instanceof ToolRefusal) {
      process.stdout.write(`${JSON.stringify({ error: error.error })}\n`);
      process.exitCode = 1;
    } else fail((error as Error).message, error instanceof BadArguments ? 2 : 1);
  } finally {
    await centre.value.database.close();
  }
};
