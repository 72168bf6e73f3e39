import { fork } from 'node:child_process';
import type { HostLaunch, HostProcess } from './host-process.ts';

/** Starts the replica host as a child of plain Node 24 (`node`: path of its executable): for Electron builds too old for the addon, and for tests. */
export function spawnNode(launch: HostLaunch, node: string): HostProcess {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const child = fork(launch.entry, [], { execPath: node, execArgv: [], serialization: 'advanced', env: { ...inherited, ...launch.env } });
  return {
    pid: child.pid,
    // a send to a host that has just died is answered by its exit, which the link follows
    send: (request) => void (child.connected && child.send(request, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null) => {
        if (!told) listener(code);
        told = true;
      };
      child.on('exit', tell);
      child.on('error', () => tell(null));
    },
    kill: () => void child.kill('SIGTERM'),
  };
}
