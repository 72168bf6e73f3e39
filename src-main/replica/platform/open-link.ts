import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Duplex } from 'node:stream';
import { readAddress } from './centre-address.ts';
import { PinnedAgent } from './pinned-agent.ts';

/** A connection that was made once and carries bytes both ways without HTTP around them. */
export type RawLink = {
  readonly write: (bytes: Uint8Array) => void;
  /** At most one listener: what comes in, and the end of the connection, for whatever reason, once. */
  readonly listen: (onBytes: (bytes: Uint8Array) => void, onEnd: () => void) => void;
  readonly isOpen: () => boolean;
  readonly close: () => void;
};

const linkOf = (socket: Duplex): RawLink => {
  let [onBytes, onEnd]: [(bytes: Uint8Array) => void, () => void] = [() => undefined, () => undefined];
  // Not before whoever waits for the link has it: a notice may come in one packet with the centre's answer, and no other follows it until the device asks.
  setImmediate(() => socket.on('data', (bytes: Buffer) => onBytes(new Uint8Array(bytes))));
  socket.on('error', () => socket.destroy());
  socket.on('close', () => onEnd());
  socket.on('end', () => socket.destroy());
  return {
    write: (bytes) => void socket.write(bytes),
    listen: (bytes, end) => void ([onBytes, onEnd] = [bytes, end]),
    isOpen: () => !socket.destroyed,
    close: () => void socket.destroy(),
  };
};

/** Asks the address to change to the protocol `tirek`; undefined where it does not (an older centre, a proxy in between, no line, another key than the one that the address names). */
export const openLink = (address: string, headers: Readonly<Record<string, string>>): Promise<RawLink | undefined> =>
  new Promise((resolve) => {
    const { url, pin } = readAddress(address);
    const asked = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, { headers: { ...headers, connection: 'Upgrade', upgrade: 'tirek' }, agent: pin === undefined ? false : new PinnedAgent(pin, {}), timeout: 45_000 });
    asked.on('upgrade', (_response, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      socket.unref();
      resolve(linkOf(socket));
    });
    asked.on('response', (response) => {
      response.destroy();
      resolve(undefined);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
