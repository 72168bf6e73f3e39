import type { AppError } from '../../../shared/base/app-error.ts';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { newLinkContext } from '../../../shared/sync/link/link-context.ts';
import { compactSince } from '../../../shared/sync/link/link-message.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { ServerRefusal } from '../../../shared/sync/messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { CompactLink } from './compact-link.ts';
import { hearNotices } from './hear-notices.ts';
import type { Session } from './open-session.ts';
import { signedRequest } from './signed-request.ts';

/** A link unused for longer may have been forgotten by whatever stands between; a new one costs less than finding that out. */
const warmMilliseconds = 60_000;
/** Without a single byte for so long the link is given up, as in `post`. */
const stallMilliseconds = 45_000;
/** A link serves for so long; then the next sync shakes hands anew, which renews the lease, tells the centre's time and hands in what is said about staff. */
const servesMilliseconds = 600_000;

/** The centre tells on a new link what moved so shortly before, and a little is left for the way there. */
const lookedBack = 10_000;

/** A new secret, sealed to the centre (the key that seals it, and the sealed secret), and what the link begins with. */
const newCompactLink = (host: Host): { key: Uint8Array; compact: CompactLink } => {
  const { certificate, replica } = getOffice(host);
  const [secret, pair, readKey] = [host.crypto.newContentKey(), host.crypto.newReadKeyPair(), findBase64urlBytes(certificate.serverReadKey)!];
  const staff = (findDeviceSetting(replica.db, 'device.staff') ?? []).map(({ id }) => id);
  const context = newLinkContext({ device: certificate.device, area: certificate.area, readKey, staff, secret });
  return { key: concatBytes(pair.publicKey, host.crypto.sealKey(pair, readKey, secret)), compact: { context, next: 0, cursors: undefined, sum: undefined, isBehind: false, sealed: undefined } };
};

/** Opens a link for the session without anybody waiting for it: it serves from when it is there, unless another handshake was made meanwhile, whose own link it would take the place of. */
export const warmUp = (host: Host, session: Session): void => {
  if (!host.openLink || session.version < 2) return;
  const { office, onNotice } = host;
  const { key, compact } = session.version >= compactSince ? newCompactLink(host) : { key: new Uint8Array(), compact: undefined };
  const { url, headers } = signedRequest(host, session, 'link', concatBytes(utf8('link'), key), new AbortController().signal);
  host.warming = session;
  host.openLink(url, { ...headers, ...(compact ? { 'x-tirek-key': toBase64url(key) } : {}), ...(onNotice ? { 'x-tirek-notices': '1' } : {}) }).then((raw) => {
    if (!raw) return;
    const link = onNotice ? hearNotices(raw, () => onNotice(host), () => host.warm?.link === link && (host.warm.usedAt = host.clock.elapsed())) : raw;
    if (host.office !== office || !office || host.warming !== session) return link.close();
    host.warming = undefined;
    host.warm?.link.close();
    host.warm = { session, link, compact, openedAt: host.clock.elapsed(), usedAt: host.clock.elapsed() };
    // What moved between is told only if it is younger than what the centre looks back.
    // Once: a line on which every link is late would otherwise be asked without end.
    const isLate = host.warm.openedAt - (host.askedAt ?? 0) > lookedBack && host.followsLate !== true;
    host.followsLate = isLate;
    if (isLate) onNotice?.(host);
  }, () => undefined);
};

/** The session whose link is warm, undefined where none is. */
export const findWarmSession = (host: Host): Session | undefined => {
  const { warm } = host;
  const now = host.clock.elapsed();
  if (warm && warm.link.isOpen() && now - warm.usedAt < warmMilliseconds && now - warm.openedAt < servesMilliseconds) return warm.session;
  coolDown(host);
  return undefined;
};

/** The compact link of the session, where its link is warm and compact. */
export const findCompactLink = (host: Host, session: Session): CompactLink | undefined => (findWarmSession(host) === session ? host.warm?.compact : undefined);

/** Closes the link, where there is one; one that is still being opened is not taken. */
export const coolDown = (host: Host): void => {
  host.warming = undefined;
  host.warm?.link.close();
  host.warm = undefined;
};

/** Takes the length off an answer and hands its bytes on as they come; says when it is whole. A refusal is a JSON object, which no answer begins like one. */
const createAnswer = (onBytes: (bytes: Uint8Array) => AppError | undefined) => {
  let [left, head]: [number | undefined, Uint8Array] = [undefined, new Uint8Array()];
  const seen: Uint8Array[] = [];
  let [begun, refusal] = [false, false];
  return (bytes: Uint8Array): Result<void, AppError> | undefined => {
    let rest = bytes;
    if (left === undefined) {
      head = concatBytes(head, bytes);
      const end = head.findIndex((byte) => byte < 128);
      if (end === -1 && head.length < 5) return undefined;
      if (end === -1 || end > 4) return err({ type: 'ServerNonsense', detail: 'link' });
      left = head.subarray(0, end + 1).reduceRight((sum, byte) => sum * 128 + (byte & 127), 0);
      if (left > limits.body) return err({ type: 'ServerNonsense', detail: 'tooLong' });
      rest = head.subarray(end + 1);
    }
    if (rest.length > left) return err({ type: 'ServerNonsense', detail: 'link' });
    left -= rest.length;
    // By its first byte alone: a later piece of an answer may begin like one.
    refusal ||= !begun && rest[0] === 123 && left + rest.length < 100;
    begun ||= rest.length > 0;
    if (refusal) seen.push(rest);
    else {
      const fault = rest.length > 0 ? onBytes(rest) : undefined;
      if (fault) return err(fault);
    }
    if (left > 0) return undefined;
    const refused = refusal ? findMessage(ServerRefusal, concatBytes(...seen)) : undefined;
    return refusal ? err(refused ? { type: 'ServerRefused', detail: refused.refused } : { type: 'ServerNonsense', detail: 'link' }) : ok();
  };
};

/** One exchange over the warm link; undefined where there is none (any more) and nothing was sent. Errors: as of `post`; after one the link is closed. */
export const exchangeWarm = (host: Host, session: Session, body: Uint8Array, onBytes: (bytes: Uint8Array) => AppError | undefined, signal: AbortSignal): Promise<Result<void, AppError>> | undefined => {
  if (findWarmSession(host) !== session || !host.warm) return undefined;
  const { link } = host.warm;
  return new Promise((resolve, reject) => {
    const answer = createAnswer(onBytes);
    let timer: NodeJS.Timeout | undefined;
    const end = (result: Result<void, AppError>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      link.listen(() => undefined, () => undefined);
      if (result.ok && host.warm) host.warm.usedAt = host.clock.elapsed();
      else coolDown(host);
      if (!result.ok && (result.error.type === 'Offline' || result.error.type === 'ServerNonsense')) host.link = 'down';
      else if (result.ok || result.error.type !== 'Cancelled') host.link = 'up';
      resolve(result);
    };
    const cancel = (): void => end(err({ type: 'Cancelled' }));
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => end(err({ type: 'Offline' })), stallMilliseconds + body.length * 4);
    };
    signal.addEventListener('abort', cancel);
    alive();
    link.listen((bytes) => {
      alive();
      try {
        const result = answer(bytes);
        if (result) end(result);
      } catch (error) {
        // First: what settles a promise first is what counts, and this is a bug or damage, not somebody's wish.
        reject(error as Error);
        end(err({ type: 'Cancelled' }));
      }
    }, () => end(err({ type: 'Offline' })));
    link.write(packParts([body]));
  });
};
