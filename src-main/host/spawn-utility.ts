import { utilityProcess } from 'electron';
import type { HostLaunch, HostProcess } from './host-process.ts';

/** Starts the replica host inside Electron (Node-API 10 or newer, Electron 35 and later). */
export function spawnUtility(launch: HostLaunch): HostProcess {
  const child = utilityProcess.fork(launch.entry, [], { serviceName: 'Tirek replica', env: { ...process.env, ...launch.env } as Record<string, string> });
  return {
    pid: child.pid,
    send: (request) => child.postMessage(request),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
