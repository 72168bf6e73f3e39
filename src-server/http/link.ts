import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../shared/base/bytes.ts';
import { createPartReader } from '../../shared/sync/part-reader.ts';
import { limits } from '../../shared/sync/limits.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { noticeByte } from '../../shared/sync/link/notice.ts';
import type { NoticeListener } from '../live-notices.ts';
import { coversStream } from '../../shared/sync/covers-stream.ts';
import { packParts } from '../../shared/sync/parts.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Centre } from '../centre.ts';
import { createLinkAnswers } from '../session/answer-link.ts';
import { answerSync } from '../session/answer-sync.ts';
import { checkRequest } from '../session/check-request.ts';
import { findDevice, type Device } from '../store/devices.ts';
import { listDeviceStaff } from '../store/staff.ts';

const headerOf = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '');
/** Signs of life that may gather behind a body, or come at once: more than the largest body on the slowest line makes them. */
const mostLives = 2000;
/** A device that says nothing for so long is gone; it opens another link when it needs one. */
const idleMilliseconds = 120_000;

export type LinkHooks = { readonly told: (device: string, refused: RefusalCode | undefined) => void; readonly noticed: () => void; readonly failed: (error: unknown) => void; readonly allow: (address: string, session: string) => boolean; readonly opened: (session: string, device: string) => void; readonly allowBody: (device: string) => boolean };

type Responder = (device: Device, body: Uint8Array) => Promise<Result<Uint8Array, RefusalCode>>;

/** How a link is answered: as POST /sync, or compactly where the device sent a sealed secret (`key`: the X25519 key that seals it, and what it is sealed in); undefined where that cannot be opened. */
const findResponder = async (centre: Centre, device: Device, key: Uint8Array): Promise<Responder | undefined> => {
  if (key.length === 0) return (known, body) => answerSync(centre, known, body);
  const secret = key.length === 80 ? centre.crypto.openKey(centre.keys.read, key.subarray(0, 32), key.subarray(32)) : undefined;
  if (!secret) return undefined;
  const staff = (await listDeviceStaff(centre.database.pool, device.id)).filter(({ left }) => !left).map(({ id }) => id);
  return createLinkAnswers(centre, { device: device.id, area: device.area, staff, secret });
};

/** Warm links of this process. `notice` tells those whose streams moved; `end` lets an answer that is being made leave, and is done after `grace` milliseconds at the latest. */
export type Links = { readonly count: () => number; readonly notice: NoticeListener; readonly end: (grace: number) => Promise<void> };

/** What moved so shortly before a link was opened may have been missed by the sync that its device had before: it is told. */
const recentMilliseconds = 15_000;

type Open = { readonly notice: NoticeListener; readonly finish: () => void; readonly closed: Promise<void> };

/** Resolves when what was written has left, or never will. */
const drained = (socket: Duplex): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    if (socket.destroyed) return resolve();
    socket.on('drain', done).on('close', done);
  });

const notice = packParts([Uint8Array.of(noticeByte)]);
const life = packParts([new Uint8Array()]);

/**
 * The warm connection (PROTOCOL.md, "Link"): GET /link with `Upgrade: tirek`, signed once; then bodies of /sync and their answers, each behind its length, without HTTP around them.
 * A device that asks for notices is told when another's change reaches a stream of its own.
 */
export const serveLinks = (centre: Centre, server: Server, hooks: LinkHooks): Links => {
  const open = new Map<Duplex, Open>();
  let isEnding = false;
  let recent: { readonly at: number; readonly moved: Parameters<NoticeListener>[0] }[] = [];
  const recently = () => (recent = recent.filter(({ at }) => at > centre.milliseconds() - recentMilliseconds));

  const talk = (socket: Duplex, { id: device, area, classes }: Device, staff: readonly string[], respond: Responder, wantsNotices: boolean, first: Uint8Array): void => {
    if (socket.destroyed) return;
    let [waiting, busy, isTold, lives] = [[] as Uint8Array[], false, false, 0];
    const closed = new Promise<void>((resolve) => socket.on('close', () => (open.delete(socket), resolve())));
    open.set(socket, {
      closed,
      finish: () => (busy ? undefined : void socket.destroy()),
      notice: (moved) => {
        const isTheirs = !moved || (moved.device !== device && coversStream({ area, classes, staff }, moved.stream));
        if (!wantsNotices || !isTheirs || isTold) return;
        isTold = true; // Once, until it asks.
        hooks.noticed();
        socket.write(notice);
      },
    });
    for (const { moved } of recently()) open.get(socket)?.notice(moved);
    const answer = async (body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
      if (!hooks.allowBody(device)) return { ok: false, error: 'tooMany' };
      const known = await findDevice(centre.database.pool, device);
      return known && !known.revoked ? respond(known, body) : { ok: false, error: 'revoked' };
    };
    const work = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      for (let body = waiting.shift(); body && !socket.destroyed && !isEnding; body = waiting.shift()) {
        isTold = false;
        const said = await answer(body);
        hooks.told(device, said.ok ? undefined : said.error);
        // What a device asks for and does not read is not kept for it: the next answer is made once this one has left.
        if (!socket.write(packParts([said.ok ? said.value : utf8(JSON.stringify({ refused: said.error }))]))) await drained(socket);
      }
      busy = false;
      if (isEnding) socket.end();
    };
    const reader = createPartReader((part) => {
      // A sign of life is none of what waits: it comes behind a body that takes long, as often as it takes.
      if (wantsNotices && part.length === 0) return ++lives <= mostLives;
      lives = 0;
      waiting = [...waiting, new Uint8Array(part)];
      return waiting.length <= 2; // A device asks again when it has its answer.
    }, limits.body);
    const take = (bytes: Uint8Array): void => {
      const before = lives;
      if (!reader.push(bytes)) return void socket.destroy();
      // Answered once, however many came together; who waits for an answer hears that.
      if (lives > before && !busy && waiting.length === 0 && !isEnding && !socket.writableNeedDrain) {
        lives = 0;
        socket.write(life);
      }
      work().catch((error: unknown) => (hooks.failed(error), socket.destroy()));
    };
    socket.on('data', take);
    // A connection that HTTP has made may be shut on one side only; nobody listens on the other any more.
    socket.on('end', () => socket.destroy());
    if (first.length > 0) take(first);
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refuse = () => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    if (request.url !== '/link' || request.headers.upgrade !== 'tirek' || isEnding || !hooks.allow(request.socket.remoteAddress ?? '', headerOf(request, 'x-tirek-session'))) return refuse();
    const signed = { session: headerOf(request, 'x-tirek-session'), number: headerOf(request, 'x-tirek-number'), signature: headerOf(request, 'x-tirek-signature') };
    const key = findBase64urlBytes(headerOf(request, 'x-tirek-key')) ?? new Uint8Array();
    checkRequest(centre, signed, concatBytes(utf8('link'), key)).then(async (device) => {
      const respond = device.ok ? await findResponder(centre, device.value, key) : undefined;
      if (!device.ok || !respond) return refuse();
      hooks.opened(signed.session, device.value.id);
      const staff = (await listDeviceStaff(centre.database.pool, device.value.id)).filter(({ left }) => !left);
      request.socket.setTimeout(idleMilliseconds, () => socket.destroy());
      request.socket.setNoDelay(true);
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tirek\r\n\r\n');
      talk(socket, device.value, staff.map(({ id }) => id), respond, headerOf(request, 'x-tirek-notices') === '1', head);
    }).catch((error: unknown) => (hooks.failed(error), socket.destroy()));
  });
  return {
    count: () => open.size,
    notice: (moved) => {
      recent = [...recently(), { at: centre.milliseconds(), moved }];
      open.forEach((link) => link.notice(moved));
    },
    end: async (grace) => {
      isEnding = true;
      const cut = setTimeout(() => open.forEach((_link, socket) => socket.destroy()), grace);
      open.forEach((link) => link.finish());
      await Promise.all([...open.values()].map((link) => link.closed));
      clearTimeout(cut);
    },
  };
};
