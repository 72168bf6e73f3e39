import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patch } from 'jsondiffpatch';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { contract, type ChannelName, type ChannelOfKind, type InputOf, type OutputOf } from '../../../shared/ipc/contract.ts';
import type { EnrolStaff } from '../../../shared/ipc/inputs.ts';
import { composeHost, type HostSettings } from '../../../src-main/replica/compose-host.ts';
import { createLiveHub } from '../../../src-main/replica/serve/live-hub.ts';
import { createCalls } from '../../../src-main/replica/serve/serve-calls.ts';
import { lock } from '../../../src-main/replica/session/lock.ts';
import { password, staff as everybody } from './people.ts';

export const resources = join(import.meta.dirname, '../../../resources');

/** For `expect.poll`: what happens at once on a quiet machine may take its time on a busy one. */
export const soon = { timeout: 90_000, interval: 10 };

/** A folder that the test removes. */
export const newFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'tirek-replica-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Passwords are stretched as they are everywhere, at the least cost; what they cost in the program is proved by `keys.test.ts`. The thread that reads chunks does not rehearse. */
const cheap = { memoryKiB: 64, passes: 1, lanes: 1 };

/** What a live query has said so far: the value as the window would have it, and every message. */
export type Watched<T> = { value: T | undefined; error: AppError | undefined; readonly messages: unknown[]; readonly stop: () => void };

/** A replica host in this process, spoken to by channel as the window does; outputs are parsed by the contract. */
export const openLaptop = (settings: Omit<HostSettings, 'resources'> & { readonly resources?: string }) => {
  const host = composeHost({ resources, passwordCost: cheap, rehearses: false, ...settings });
  const serve = createCalls(host);
  const hub = createLiveHub(host);
  let ids = 0;

  const call = async <C extends ChannelOfKind<'query' | 'command'>>(channel: C, input: InputOf<C>): Promise<Result<OutputOf<C>, AppError>> => {
    const answer = await serve({ channel, input });
    if (answer.ok) (contract[channel as ChannelName].output as { parse: (value: unknown) => unknown }).parse(answer.value);
    return answer as Result<OutputOf<C>, AppError>;
  };
  const must = async <C extends ChannelOfKind<'query' | 'command'>>(channel: C, input: InputOf<C>): Promise<OutputOf<C>> => {
    const answer = await call(channel, input);
    if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  };
  const watch = <C extends ChannelOfKind<'live'>>(channel: C, input: InputOf<C>): Watched<OutputOf<C>> => {
    const id = ++ids;
    const watched: Watched<OutputOf<C>> = { value: undefined, error: undefined, messages: [], stop: () => hub.unsubscribe(id) };
    hub.subscribe(id, { channel, input }, (told) => {
      const message = structuredClone(told);
      watched.messages.push(message);
      if ('error' in message) watched.error = message.error;
      else watched.value = ('first' in message ? message.first : patch(watched.value, message.diff as never)) as OutputOf<C>;
      if (!('error' in message)) contract[channel].output.parse(watched.value);
    });
    return watched;
  };
  const look = <C extends ChannelOfKind<'live'>>(channel: C, input: InputOf<C>): OutputOf<C> => {
    const watched = watch(channel, input);
    watched.stop();
    if (watched.error) throw new Error(`${channel}: ${JSON.stringify(watched.error)}`);
    return watched.value as OutputOf<C>;
  };
  return {
    host, call, must, watch, look,
    /** A call as junk might be sent: no types. */
    raw: (channel: string, input?: unknown) => serve({ channel, input }),
    enrol: (server: string, code: string, staff: readonly EnrolStaff[] = everybody, deviceName = 'Ноутбук') => must('device.enrol', { serverUrl: server, code, deviceName, staff: staff.map(({ login, password: first }) => ({ login, password: first })) }),
    unlock: (login: string) => must('session.unlock', { login, password }),
    sync: async (): Promise<OutputOf<'sync.watch'>> => {
      await must('sync.start', {});
      while (host.stopSync || host.looksOver) await new Promise((resolve) => setTimeout(resolve, 5));
      return host.sync;
    },
    close: async (): Promise<void> => {
      hub.close();
      await lock(host);
    },
  };
};

export type Laptop = ReturnType<typeof openLaptop>;
