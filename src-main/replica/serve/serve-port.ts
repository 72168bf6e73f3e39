import { HostRequest, type HostReply } from '../../../shared/ipc/host-protocol.ts';
import type { Host } from '../session/host-parts.ts';
import { lock } from '../session/lock.ts';
import { createLiveHub } from './live-hub.ts';
import { createCalls } from './serve-calls.ts';

/** The way to the shell, whichever transport carries it. */
export type HostPort = {
  readonly send: (reply: HostReply) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called when the shell is gone or wants the host to end. */
  readonly onEnd: (listener: () => void) => void;
};

/** Serves the host protocol on `port` until it ends; `ended` then closes the process. A message that is none of the protocol's is noted and passed over. */
export const servePort = (host: Host, port: HostPort, ended: () => void): void => {
  const call = createCalls(host);
  const live = createLiveHub(host);
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    live.close();
    // a replica that cannot be closed is left to its write-ahead log
    void lock(host).catch(() => undefined).then(ended);
  };
  port.onEnd(end);
  port.onMessage((message) => {
    const request = HostRequest.safeParse(message);
    if (!request.success) return host.log('junkMessage');
    const asked = request.data;
    if ('stop' in asked) return end();
    const { id } = asked;
    if ('call' in asked) return void call(asked.call).then((result) => port.send({ id, result }));
    if ('subscribe' in asked) return live.subscribe(id, asked.subscribe, (told) => port.send({ id, ...told }));
    live.unsubscribe(id);
  });
  port.send({ ready: true });
};
