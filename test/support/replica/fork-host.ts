import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { nodeFlags } from '../../../scripts/bootstrap/node-flags.mjs';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { HostReply } from '../../../shared/ipc/host-protocol.ts';
import { resources } from './laptop.ts';

const entry = join(import.meta.dirname, '../../../src-main/replica/host.ts');
type Reply = { readonly result?: Result<unknown, AppError>; readonly first?: unknown; readonly diff?: unknown; readonly error?: AppError };

/** A real replica host in a process of its own, spoken to by the raw host protocol. `exited` resolves with how it ended. */
export const forkHost = async (profile: string) => {
  const child: ChildProcess = fork(entry, [], { serialization: 'advanced', execArgv: nodeFlags, env: { ...process.env, TIREK_PROFILE: profile, TIREK_RESOURCES: resources } });
  const waiting = new Map<number, (reply: Reply) => void>();
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  let ids = 0;
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    void exited.then(() => reject(new Error('the host ended before it was ready')));
    child.on('message', (message) => {
      const reply = HostReply.parse(message);
      if ('ready' in reply) return resolve();
      waiting.get(reply.id)?.(reply as Reply);
    });
  });
  const send = (message: unknown) => void child.send(message as never, () => undefined);

  return {
    pid: child.pid!,
    exited,
    send,
    /** The outcome of a call, or undefined where the host died over it. */
    call: <T>(channel: string, input: unknown): Promise<Result<T, AppError> | undefined> => {
      const id = ++ids;
      return new Promise((resolve) => {
        waiting.set(id, (reply) => resolve(reply.result as Result<T, AppError>));
        void exited.then(() => resolve(undefined));
        send({ id, call: { channel, input } });
      });
    },
    subscribe: (channel: string, input: unknown, listener: (reply: Reply) => void): number => {
      const id = ++ids;
      waiting.set(id, listener);
      send({ id, subscribe: { channel, input } });
      return id;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      send({ stop: true });
      return exited;
    },
  };
};

export type ForkedHost = Awaited<ReturnType<typeof forkHost>>;
