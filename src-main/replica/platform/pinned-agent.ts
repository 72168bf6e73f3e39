import { createHash } from 'node:crypto';
import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { WrongServerKey } from './wrong-server-key.ts';

/** Milliseconds until an address has to answer. */
const connectMilliseconds = 10_000;
/** Milliseconds from then until hands are shaken: the certificates alone take many seconds of a slow line. */
const handshakeMilliseconds = 45_000;

/** What a request may say to the agent, beside what Node takes. Until hands are shaken the request itself knows nothing of its connection: neither that there is one, nor can it end it. */
export type PinnedOptions = {
  /** Somebody is there; what fails from now on is a line that was cut. */
  readonly onConnect?: (() => void) | undefined;
  /** Ends the connection before hands are shaken. */
  readonly until?: AbortSignal | undefined;
};

const pinOf = (socket: TLSSocket): string | undefined => {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return key && createHash('sha256').update(key).digest('base64url');
};

/** Connections to whoever holds one TLS key, and to nobody else: who issued the certificate, to what name and until when, does not count. Not a byte of a request leaves before the key was seen and proven in the handshake. */
export class PinnedAgent extends Agent {
  private readonly pin: string;

  constructor(pin: string, options: AgentOptions) {
    // A session that is resumed shows no certificate.
    super({ ...options, maxCachedSessions: 0 });
    this.pin = pin;
  }

  override createConnection(options: ConnectionOptions & PinnedOptions, done?: (error: Error | null, socket: Duplex) => void): undefined {
    const { session: _, until, onConnect, ...fresh } = options;
    const socket = connect({ ...fresh, rejectUnauthorized: false });
    const giveUp = (): void => void socket.destroy(new Error('no connection'));
    let timer = setTimeout(giveUp, connectMilliseconds);
    const over = (): void => {
      clearTimeout(timer);
      until?.removeEventListener('abort', giveUp);
    };
    const fail = (error: Error): void => {
      over();
      socket.destroy();
      done?.(error, socket);
    };
    if (until?.aborted) giveUp();
    until?.addEventListener('abort', giveUp);
    socket.once('connect', () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, handshakeMilliseconds);
      onConnect?.();
    });
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.off('error', fail);
      over();
      if (pinOf(socket) === this.pin) return done?.(null, socket);
      socket.on('error', () => undefined);
      fail(new WrongServerKey());
    });
  }
}
