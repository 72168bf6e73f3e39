import { createHash } from 'node:crypto';
import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { WrongServerKey } from './wrong-server-key.ts';

/** Milliseconds until hands are shaken with whoever is there. */
const connectMilliseconds = 10_000;

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

  override createConnection(options: ConnectionOptions, done?: (error: Error | null, socket: Duplex) => void): undefined {
    const { session: _, ...fresh } = options;
    const socket = connect({ ...fresh, rejectUnauthorized: false });
    const timer = setTimeout(() => socket.destroy(new Error('no connection')), connectMilliseconds);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      done?.(error, socket);
    };
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.off('error', fail);
      clearTimeout(timer);
      if (pinOf(socket) === this.pin) return done?.(null, socket);
      socket.on('error', () => undefined);
      fail(new WrongServerKey());
    });
  }
}
