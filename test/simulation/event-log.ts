import { createHash } from 'node:crypto';
import type { WritableDb } from '../../src-main/replica/store/db.ts';
import type { Played } from './play.ts';
import type { Wraps } from './world.ts';

/** Everything that happens in a history, as one hash: what every commit of a laptop wrote, every request and word and its answer, what came out, and how often clock and chance were asked. */
export type EventLog = { readonly wraps: Wraps; readonly digestOf: (played: Played) => bigint };

/** For one playing of the history of `seed`. */
export const createEventLog = (seed: number): EventLog => {
  const hash = createHash('sha256');
  let ended = false;
  // A request that its laptop gave up may still be with the centre when the history is over: that is no part of it.
  const tell = (...facts: readonly unknown[]) => void (ended || hash.update(facts.map((fact) => (fact instanceof Uint8Array ? Buffer.from(fact).toString('hex') : (JSON.stringify(fact) ?? 'nothing'))).join(' ')).update('\n'));
  const wraps: Wraps = {
    replica: (replica) => ({
      ...replica,
      commit: (unit) => {
        tell('commit', unit.durability, unit.documents);
        const sql = (db: WritableDb) => unit.sql?.({ ...db, run: (text, ...parameters) => (tell(text, ...parameters), db.run(text, ...parameters)) });
        return replica.commit({ ...unit, sql });
      },
    }),
    handle: (handle) => async (sent) => {
      tell(sent.route, sent.headers, sent.body);
      const answer = await handle(sent);
      tell(answer?.status, answer?.body);
      return answer;
    },
    link: (say) => async (body) => {
      tell('link', body);
      const said = await say(body);
      tell(said);
      return said;
    },
  };
  return { wraps, digestOf: (played) => (tell(seed, played), (ended = true), BigInt(`0x${hash.digest('hex').slice(0, 32)}`)) };
};
