import type { AppError } from '../../shared/base/app-error.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { LiveMessage } from '../../shared/ipc/bridge.ts';
import { HostReply, type HostRequest } from '../../shared/ipc/host-protocol.ts';
import { backOff } from './back-off.ts';
import type { HostProcess } from './host-process.ts';

export type Outcome = Result<unknown, AppError>;
type Call = { readonly channel: string; readonly input: unknown };
type Pending = { readonly call: Call; readonly repeatable: boolean; readonly done: (outcome: Outcome) => void; sent: boolean };
type Subscription = { readonly call: Call; readonly onMessage: (message: LiveMessage) => void };

export type HostLink = {
  /** `repeatable`: a query, which is asked again if the host dies under it. A command answers `Interrupted` then: it happened wholly or not at all. */
  readonly call: (call: Call, repeatable: boolean) => Promise<Outcome>;
  /** Follows a live query over deaths of the host: after one there is a new `first`. Returns the end of it. */
  readonly subscribe: (call: Call, onMessage: (message: LiveMessage) => void) => () => void;
  /** Ends the host for good, waiting at most `patience` ms for it to close its files. */
  readonly stop: (patience: number) => Promise<void>;
  readonly pid: () => number | undefined;
};

/** A host that lived this long after its start was well; the next death is a first one again. */
const steady = 30_000;

/**
 * Keeps one replica host running and speaks with it: starts it at once, and again with a back-off whenever it ends.
 * What is asked while there is none waits for the next. `log` gets events without data about people.
 */
export function createHostLink(spawn: () => HostProcess, log: (event: string, facts: Record<string, unknown>) => void): HostLink {
  const pending = new Map<number, Pending>();
  const live = new Map<number, Subscription>();
  let lastId = 0;
  let failures = 0;
  let stopping = false;
  let host: HostProcess | undefined;
  let ready = false;
  let ended: () => void = () => undefined;

  const send = (request: HostRequest) => host?.send(request);
  const sendCall = (id: number, entry: Pending) => {
    entry.sent = true;
    send({ id, call: entry.call });
  };

  const receive = (message: unknown) => {
    const reply = HostReply.safeParse(message);
    if (!reply.success) return log('host.nonsense', { keys: typeof message === 'object' && message ? Object.keys(message).slice(0, 5) : typeof message });
    const said = reply.data;
    if ('ready' in said) {
      ready = true;
      for (const [id, entry] of pending) sendCall(id, entry);
      for (const [id, { call }] of live) send({ id, subscribe: call });
    } else if ('result' in said) {
      const entry = pending.get(said.id);
      pending.delete(said.id);
      entry?.done(said.result as Outcome);
    } else {
      const { id, ...rest } = said;
      live.get(id)?.onMessage(rest as LiveMessage);
    }
  };

  const start = () => {
    if (stopping) return;
    const one = spawn();
    host = one;
    ready = false;
    const well = setTimeout(() => (failures = 0), steady);
    one.onMessage((message) => host === one && receive(message));
    one.onExit((code) => {
      clearTimeout(well);
      if (host !== one) return;
      host = undefined;
      ready = false;
      ended();
      for (const [id, entry] of pending) {
        if (entry.repeatable && !stopping) entry.sent = false;
        else if (entry.sent || stopping) {
          pending.delete(id);
          entry.done(err({ type: 'Interrupted' }));
        }
      }
      if (stopping) return;
      failures += 1;
      log('host.ended', { code, failures, again: backOff(failures) });
      setTimeout(start, backOff(failures));
    });
  };
  start();

  return {
    call: (call, repeatable) =>
      new Promise((done) => {
        if (stopping) return done(err({ type: 'Interrupted' }));
        const id = ++lastId;
        const entry: Pending = { call, repeatable, done, sent: false };
        pending.set(id, entry);
        if (ready) sendCall(id, entry);
      }),
    subscribe: (call, onMessage) => {
      const id = ++lastId;
      live.set(id, { call, onMessage });
      if (ready) send({ id, subscribe: call });
      return () => {
        if (live.delete(id) && ready) send({ id, unsubscribe: true });
      };
    },
    stop: (patience) =>
      new Promise((done) => {
        stopping = true;
        const one = host;
        if (!one) return done();
        const timer = setTimeout(() => {
          one.kill();
          done();
        }, patience);
        ended = () => {
          clearTimeout(timer);
          done();
        };
        send({ stop: true });
      }),
    pid: () => host?.pid,
  };
}
