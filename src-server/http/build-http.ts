import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { AdmitRequest } from '../../shared/sync/admission.ts';
import { limits } from '../../shared/sync/limits.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { SessionRequest, type RefusalCode } from '../../shared/sync/messages.ts';
import { findParts } from '../../shared/sync/parts.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { Centre } from '../centre.ts';
import { readGauges } from '../store/device-cursors.ts';
import { admitDevice } from '../enrol/admit-device.ts';
import { enrolDevice } from '../enrol/enrol-device.ts';
import { answerLast } from '../session/answer-last.ts';
import { answerOffice } from '../office/answer-office.ts';
import { answerCompare } from '../session/answer-compare.ts';
import { answerChunk } from '../session/answer-chunk.ts';
import { answerFile, bringsBytes } from '../files/answer-file.ts';
import { handInFile } from '../files/hand-in-file.ts';
import { answerSync } from '../session/answer-sync.ts';
import { checkRequest } from '../session/check-request.ts';
import { openSession } from '../session/open-session.ts';
import { isDataError } from '../ingest/take-entries.ts';
import { checkHealth } from './check-health.ts';
import { serveLinks } from './link.ts';
import { createProven } from './proven.ts';
import { createRateLimit, type RateLimits } from './rate-limit.ts';
import { refusalStatus } from './refusal-status.ts';
import { watchCentre } from './watch-centre.ts';

const headerOf = (request: FastifyRequest, name: string): string => String(request.headers[name] ?? '');
const bodyOf = (request: FastifyRequest): Uint8Array => (request.body instanceof Uint8Array ? request.body : new Uint8Array());

/** A centre that ends waits so long for what is under way; then it is cut, and comes again from the laptop. */
const graceMilliseconds = 20_000;

/** A request may take so long to come in: two ranges of a file beside one another, over 2 kbit/s. */
const requestMilliseconds = 300_000;

/**
 * The centre's HTTP door: its routes, bodies as bytes, every failure a `ServerRefusal`. Logs carry route, status, device and incident ids; never a
 * body, a name or an address. Closing it lets what is under way finish and refuses what is new.
 */
export const buildHttp = (given: Centre, log: Logger, rates: RateLimits): FastifyInstance => {
  // Fastify's own request log would write addresses and URLs: it stays off.
  const app = fastify({ bodyLimit: limits.body, logger: false, requestTimeout: requestMilliseconds, return503OnClosing: false, pluginTimeout: 2 * graceMilliseconds + 10_000 });
  const failed = (error: unknown) => log.error({ incident: given.newId(), error: error instanceof Error ? error.name : 'watch' });
  const { centre, metrics, notices, end } = watchCentre(given, failed);
  let isStopping = false;
  const rate = createRateLimit(centre.milliseconds);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  const refuse = (reply: FastifyReply, refused: RefusalCode) => reply.code(refusalStatus[refused]).send({ refused });
  const answer = (route: string, reply: FastifyReply, result: Result<unknown, RefusalCode>, device?: string) => {
    log.info({ route, device, refused: result.ok ? undefined : result.error });
    metrics.count('tirek_requests_total', { route, refused: result.ok ? '' : result.error });
    if (!result.ok) return refuse(reply, result.error);
    return result.value instanceof Uint8Array ? reply.type('application/octet-stream').send(Buffer.from(result.value.buffer, result.value.byteOffset, result.value.length)) : reply.send(result.value);
  };
  // By device where this very request is proven to be its, else by address: a country behind one gateway shares an address, and must not share a limit; and an id, which stands on sticks and rosters, can be claimed by anybody.
  const proven = createProven();
  const small = new Set<keyof RateLimits>(['enrol', 'session', 'chunk', 'compare']);
  const route = (name: keyof RateLimits, counted: (request: FastifyRequest) => string | undefined, handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
    app.post(`/${name}`, { bodyLimit: small.has(name) ? limits.message : limits.body }, async (request, reply) => {
      const device = counted(request);
      // A handshake with the address too: what was said once can be said again by whoever overheard it.
      const whose = device === undefined ? `at ${request.ip}` : name === 'session' ? `${device} at ${request.ip}` : device;
      const isAllowed = rate.allow(`${name} ${whose}`, rates[name]);
      if (!isAllowed) return answer(name, reply, err('tooMany'), device);
      const began = centre.milliseconds();
      try {
        return await handle(request, reply);
      } finally {
        metrics.count('tirek_request_seconds_total', { route: name }, (centre.milliseconds() - began) / 1000);
      }
    });
  const claimedDevice = (request: FastifyRequest) => findMessage(SessionRequest, bodyOf(request))?.device;
  const signatureOf = (request: FastifyRequest) => findBase64urlBytes(headerOf(request, 'x-tirek-signature')) ?? new Uint8Array();
  const sessionDevice = (request: FastifyRequest) => proven.deviceOf(headerOf(request, 'x-tirek-session'));
  /** Whose request of a session this is: its number and signature are checked. */
  const checkedDevice = (request: FastifyRequest, again?: () => boolean) =>
    checkRequest(centre, { session: headerOf(request, 'x-tirek-session'), number: headerOf(request, 'x-tirek-number'), signature: headerOf(request, 'x-tirek-signature') }, bodyOf(request), again);
  /** Whose handshake this is: its signature is checked with the key that held before. */
  const shakenBy = (request: FastifyRequest): string | undefined => {
    const device = claimedDevice(request);
    const key = device === undefined ? undefined : proven.keyOf(device);
    return key && centre.crypto.verify(key, signedMessage('session', bodyOf(request)), signatureOf(request)) ? device : undefined;
  };

  app.addHook('onRequest', async (request, reply) => {
    if (isStopping && request.url !== '/health') return refuse(reply, 'stopping');
  });
  app.get('/health', async (_request, reply) => {
    const health = isStopping ? { ok: false as const, why: 'stopping' as const } : await checkHealth(centre);
    return reply.code(health.ok ? 200 : 503).send(health);
  });
  app.get('/metrics', async (_request, reply) => {
    const gauges = await readGauges(centre.database.pool, centre.epoch, new Date(centre.milliseconds()));
    return reply.type('text/plain; version=0.0.4').send(metrics.text({ ...gauges, pool: centre.database.pool, links: links.count(), memory: process.memoryUsage.rss() }));
  });
  route('enrol', () => undefined, async (request, reply) => answer('enrol', reply, await enrolDevice(centre, bodyOf(request), signatureOf(request))));
  route('admit', () => undefined, async (request, reply) => {
    const admitted = await admitDevice(centre, bodyOf(request), signatureOf(request));
    return answer('admit', reply, admitted, admitted.ok ? findMessage(AdmitRequest, findParts(bodyOf(request))![0]!)?.device : undefined);
  });
  route('session', shakenBy, async (request, reply) => {
    const opened = await openSession(centre, bodyOf(request), signatureOf(request));
    const device = claimedDevice(request);
    const known = opened.ok && device !== undefined && !proven.keyOf(device) ? await centre.store.tables.findDevice(device) : undefined;
    if (known) proven.keepKey(known.id, known.signKey);
    return answer('session', reply, opened);
  });
  route('sync', sessionDevice, async (request, reply) => {
    const device = await checkedDevice(request);
    if (!device.ok) return answer('sync', reply, device);
    proven.keep(headerOf(request, 'x-tirek-session'), device.value.id);
    return answer('sync', reply, await answerSync(centre, device.value, bodyOf(request)), device.value.id);
  });

  route('chunk', sessionDevice, async (request, reply) => {
    const device = await checkedDevice(request);
    return answer('chunk', reply, device.ok ? await answerChunk(centre, device.value, bodyOf(request)) : device);
  });

  route('compare', sessionDevice, async (request, reply) => {
    const device = await checkedDevice(request);
    return answer('compare', reply, device.ok ? await answerCompare(centre, device.value, bodyOf(request)) : device);
  });

  route('file', sessionDevice, async (request, reply) => {
    // Ranges that are under way together may come in any order.
    const device = await checkedDevice(request, () => bringsBytes(bodyOf(request)));
    return answer('file', reply, device.ok ? await answerFile(centre, device.value, bodyOf(request)) : device);
  });

  route('last', () => undefined, async (request, reply) => answer('last', reply, await answerLast(centre, bodyOf(request), signatureOf(request), centre.keepsFiles && ((device, body) => handInFile(centre, device, body)))));
  route('office', sessionDevice, async (request, reply) => {
    const device = await checkedDevice(request);
    return answer('office', reply, device.ok ? await answerOffice(centre, device.value, bodyOf(request)) : device);
  });

  const links = serveLinks(centre, app.server, {
    told: (device, refused) => {
      log.info({ route: 'link', device, refused });
      metrics.count('tirek_requests_total', { route: 'link', refused: refused ?? '' });
    },
    noticed: () => metrics.count('tirek_notices_total'),
    failed,
    allow: (address, session) => rate.allow(`link ${proven.deviceOf(session) ?? `at ${address}`}`, rates.session),
    opened: proven.keep,
    // As many as by POST /sync, and together with those.
    allowBody: (device) => rate.allow(`sync ${device}`, rates.sync),
  });
  notices.listen(links.notice);
  app.addHook('preClose', async () => {
    isStopping = true;
    await links.end(graceMilliseconds);
    // From now on nobody new is let in; connections end as their last answer leaves.
    const idle = setInterval(() => app.server.closeIdleConnections(), 50);
    const cut = setTimeout(() => app.server.closeAllConnections(), graceMilliseconds);
    app.server.once('close', () => (clearInterval(idle), clearTimeout(cut)));
  });
  app.addHook('onClose', end);

  app.setNotFoundHandler((_request, reply) => refuse(reply, 'notFound'));
  app.setErrorHandler((error: { statusCode?: number; code?: string; stack?: string; name?: string }, _request, reply) => {
    if (error.statusCode === 413) return refuse(reply, 'tooLarge');
    // What the schema allows and no database can store (NUL in a text): nothing of it is there, and the centre is not at fault.
    if ((error.statusCode !== undefined && error.statusCode < 500) || isDataError(error)) return refuse(reply, 'malformed');
    // Type, code and place in our code; the message of a database error quotes the row.
    log.error({ incident: centre.newId(), error: error.name, code: error.code, at: error.stack?.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 8) });
    return refuse(reply, 'internal');
  });
  return app;
};
