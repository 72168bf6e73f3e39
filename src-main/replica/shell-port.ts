import type { HostPort } from './serve/serve-port.ts';

/** What Electron gives a utility process; declared here because the replica host must compile and run without Electron. */
type ParentPort = { postMessage: (message: unknown) => void; on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void };

/** The port to the shell: `process.parentPort` in a utility process, `process.send` in a forked Node; undefined where nobody started us. */
export const openShellPort = (): HostPort | undefined => {
  const onSignals = (listener: () => void) => {
    process.on('SIGTERM', listener);
    process.on('SIGINT', listener);
  };
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort) {
    return { send: (reply) => parentPort.postMessage(reply), onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)), onEnd: onSignals };
  }
  if (!process.send) return undefined;
  return {
    // a reply to a shell that has just gone is nobody's any more
    send: (reply) => void (process.connected && process.send?.(reply, undefined, undefined, () => undefined)),
    onMessage: (listener) => void process.on('message', listener),
    onEnd: (listener) => {
      process.on('disconnect', listener);
      onSignals(listener);
    },
  };
};
