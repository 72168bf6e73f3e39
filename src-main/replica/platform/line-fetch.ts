import { Agent as PlainAgent, request as requestPlain, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import type { Fetch } from '../session/host-parts.ts';
import { readAddress } from './centre-address.ts';
import { LineCut } from './line-cut.ts';
import { PinnedAgent, type PinnedOptions } from './pinned-agent.ts';
import { WrongServerKey } from './wrong-server-key.ts';

/** Milliseconds until an address has to answer; what comes after is given its time by whoever asks. */
const connectMilliseconds = 10_000;
/** An unused connection is closed after so long, or earlier where the centre says so: what stands between forgets it. */
const idleMilliseconds = 30_000;

/** The body of an answer: all that came in, in order, and only then its end or the error that it was cut by. */
const bodyOf = (answer: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const arrived: Uint8Array<ArrayBuffer>[] = [];
  let isOver = false;
  let wake = (): void => undefined;
  // Never paused: what stays below, in a stream of the library, is thrown away when the line breaks. Whoever reads bounds the length.
  answer.on('data', (bytes: Buffer) => {
    arrived.push(new Uint8Array(bytes));
    wake();
  });
  answer.on('error', () => undefined);
  answer.on('close', () => {
    isOver = true;
    wake();
  });
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      while (arrived.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      const next = arrived.shift();
      if (next) controller.enqueue(next);
      else if (answer.complete) controller.close();
      else controller.error(new LineCut());
    },
    cancel: () => void answer.destroy(),
  }, { highWaterMark: 0 });
};

/**
 * The network of a replica host: like `fetch`, as far as the protocol needs it (nothing is followed, nothing unpacked), but every byte of an answer that arrived before the line was cut
 * is handed over before the error is told; `fetch` drops those that were not read yet, which then come twice. Connections are kept for the next request. Rejects where the network fails (`LineCut` where there had been a connection, `WrongServerKey` where the address names a key and another answers) or `signal` aborts.
 */
export const createLineFetch = (): Fetch => {
  const options = { keepAlive: true, timeout: idleMilliseconds };
  const [plain, secure] = [new PlainAgent(options), new SecureAgent(options)];
  const pinned = new Map<string, PinnedAgent>();
  const agentFor = (pin: string): PinnedAgent => {
    const agent = pinned.get(pin) ?? new PinnedAgent(pin, options);
    pinned.set(pin, agent);
    return agent;
  };
  return (address, { method, body, headers, signal }) =>
    new Promise((resolve, reject) => {
      const { url, pin } = readAddress(address);
      let isThere = false;
      const told: PinnedOptions = { onConnect: () => (isThere = true), until: signal };
      const asked = url.protocol === 'https:' ? requestSecure(url, { method, headers, signal, agent: pin === undefined ? secure : agentFor(pin), ...told }) : requestPlain(url, { method, headers, signal, agent: plain });
      asked.on('socket', (socket) => {
        isThere = !socket.connecting;
        if (isThere) return;
        socket.once('connect', () => (isThere = true));
        const timer = setTimeout(() => asked.destroy(new Error('no connection')), connectMilliseconds);
        for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer));
      });
      asked.on('response', (answer) => resolve({ status: answer.statusCode!, body: bodyOf(answer) }));
      asked.on('error', (error) => reject(isThere && !(error instanceof WrongServerKey) ? new LineCut({ cause: error }) : error));
      asked.on('close', () => reject(new LineCut()));
      // A request without a connection of its own yet does not tell that it was given up.
      const giveUp = (): void => reject(isThere ? new LineCut() : new Error('given up'));
      signal.addEventListener('abort', giveUp);
      for (const event of ['response', 'close']) asked.once(event, () => signal.removeEventListener('abort', giveUp));
      asked.end(body);
    });
};
