/**
 * Program: the central server. `node src-server/server.ts [--port N] [--data FOLDER]`. PostgreSQL is at `DATABASE_URL`, or an embedded one with its data in
 * FOLDER. Prints `{"listening":…,"pid":…}` on one line when it is ready, with `database` where that is the embedded one: another's address holds a password. SIGTERM and SIGINT end it in order, PostgreSQL included.
 */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { startPostgres } from './embedded/start-postgres.ts';
import { buildHttp } from './http/build-http.ts';
import { defaultRateLimits } from './http/rate-limit.ts';
import { keepChunks } from './pull/make-chunks.ts';
import { openCentre } from './open-centre.ts';

const readArguments = () => {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string', default: '.tirek/server' }, host: { type: 'string', default: '127.0.0.1' } } });
    if (/^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536) return { ...values, port: Number(values.port) };
  } catch {
    // An unknown option: the usage says it.
  }
  process.stderr.write('usage: server.ts [--port 0…65535] [--host ADDRESS] [--data FOLDER]\n');
  process.exit(2);
};

const main = async (): Promise<void> => {
  const { port, host, data } = readArguments();
  const log = pino({ base: undefined }, pino.destination(2));
  const stopEarly = new AbortController();
  const stopped = new Promise<void>((resolve) => stopEarly.signal.addEventListener('abort', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopEarly.abort());

  const given = process.env['DATABASE_URL'];
  const postgres = given ? undefined : await startPostgres(data);
  const url = given ?? postgres!.url;
  const centre = await openCentre(url, (error) => log.warn({ lost: error.name }));
  if (!centre.ok) {
    await postgres?.stop();
    throw new Error(JSON.stringify(centre.error));
  }
  const http = buildHttp(centre.value, log, defaultRateLimits);
  const listening = await http.listen({ port, host }).catch(async (error: unknown) => {
    await centre.value.database.close();
    await postgres?.stop();
    throw error;
  });
  process.stdout.write(`${JSON.stringify({ listening, database: postgres?.url, pid: process.pid })}\n`);

  const chunking = keepChunks(centre.value, stopEarly.signal, (error) => log.error({ chunks: error instanceof Error ? error.name : 'failed' }));

  const lost = postgres?.ended.then(() => 'lost' as const) ?? new Promise<never>(() => undefined);
  const why = await Promise.race([stopped, lost]);
  stopEarly.abort();
  await http.close();
  await chunking;
  await centre.value.database.close().catch(() => undefined);
  await postgres?.stop();
  process.exit(why === 'lost' ? 1 : 0);
};

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
