import type { Host } from '../session/host-parts.ts';
import type { Session } from './open-session.ts';

/** A session whose line was cut this lately goes on where it was: with what had been offered, and without shaking hands again. */
const cutMilliseconds = 120_000;

/** The session that the last sync was cut in, once. */
export const takeCut = (host: Host): Session | undefined => {
  const { cut } = host;
  host.cut = undefined;
  return cut && host.clock.elapsed() - cut.at < cutMilliseconds ? cut.session : undefined;
};
