import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../shared/base/bytes.ts';
import { createPartReader } from '../../shared/sync/part-reader.ts';
import { limits } from '../../shared/sync/limits.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { packParts } from '../../shared/sync/parts.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Centre } from '../centre.ts';
import { createLinkAnswers } from '../session/answer-link.ts';
import { answerSync } from '../session/answer-sync.ts';
import { checkRequest } from '../session/check-request.ts';
import { findDevice, type Device } from '../store/devices.ts';
import { listDeviceStaff } from '../store/staff.ts';

const headerOf = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '');
/** A device that says nothing for so long is gone; it opens another link when it needs one. */
const idleMilliseconds = 120_000;

export type LinkHooks = { readonly told: (device: string, refused: RefusalCode | undefined) => void; readonly failed: (error: unknown) => void; readonly allow: (address: string) => boolean };

type Responder = (device: Device, body: Uint8Array) => Promise<Result<Uint8Array, RefusalCode>>;

/** How a link is answered: as POST /sync, or compactly where the device sent a sealed secret (`key`: the X25519 key that seals it, and what it is sealed in); undefined where that cannot be opened. */
const findResponder = async (centre: Centre, device: Device, key: Uint8Array): Promise<Responder | undefined> => {
  if (key.length === 0) return (known, body) => answerSync(centre, known, body);
  const secret = key.length === 80 ? centre.crypto.openKey(centre.keys.read, key.subarray(0, 32), key.subarray(32)) : undefined;
  if (!secret) return undefined;
  const staff = (await listDeviceStaff(centre.database.pool, device.id)).map(({ id }) => id);
  return createLinkAnswers(centre, { device: device.id, area: device.area, staff, secret });
};

/**
 * The warm connection (PROTOCOL.md, "Link"): GET /link with `Upgrade: tirek`, signed once; then bodies of /sync and their answers, each behind its length, without HTTP around them.
 * Returns the function that ends all of them.
 */
export const serveLinks = (centre: Centre, server: Server, hooks: LinkHooks): (() => void) => {
  const open = new Set<Duplex>();

  const talk = (socket: Duplex, device: string, respond: Responder, first: Uint8Array): void => {
    let [waiting, busy] = [[] as Uint8Array[], false];
    const answer = async (body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
      const known = await findDevice(centre.database.pool, device);
      return known && !known.revoked ? respond(known, body) : { ok: false, error: 'revoked' };
    };
    const work = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      for (let body = waiting.shift(); body && !socket.destroyed; body = waiting.shift()) {
        const said = await answer(body);
        hooks.told(device, said.ok ? undefined : said.error);
        socket.write(packParts([said.ok ? said.value : utf8(JSON.stringify({ refused: said.error }))]));
      }
      busy = false;
    };
    const reader = createPartReader((part) => {
      waiting = [...waiting, new Uint8Array(part)];
      return waiting.length <= 2; // A device asks again when it has its answer.
    }, limits.body);
    const take = (bytes: Uint8Array): void => {
      if (!reader.push(bytes)) return void socket.destroy();
      work().catch((error: unknown) => (hooks.failed(error), socket.destroy()));
    };
    socket.on('data', take);
    if (first.length > 0) take(first);
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refuse = () => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    if (request.url !== '/link' || request.headers.upgrade !== 'tirek' || !hooks.allow(request.socket.remoteAddress ?? '')) return refuse();
    const signed = { session: headerOf(request, 'x-tirek-session'), number: headerOf(request, 'x-tirek-number'), signature: headerOf(request, 'x-tirek-signature') };
    const key = findBase64urlBytes(headerOf(request, 'x-tirek-key')) ?? new Uint8Array();
    checkRequest(centre, signed, concatBytes(utf8('link'), key)).then(async (device) => {
      const respond = device.ok ? await findResponder(centre, device.value, key) : undefined;
      if (!device.ok || !respond) return refuse();
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      request.socket.setTimeout(idleMilliseconds, () => socket.destroy());
      request.socket.setNoDelay(true);
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tirek\r\n\r\n');
      talk(socket, device.value.id, respond, head);
    }).catch((error: unknown) => (hooks.failed(error), socket.destroy()));
  });
  return () => open.forEach((socket) => socket.destroy());
};
