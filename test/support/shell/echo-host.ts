// A replica host without a replica: speaks the host protocol, so that the shell can be proven alone. Runs under plain Node.
import { HostRequest, type HostReply } from '../../../shared/ipc/host-protocol.ts';

const say = (reply: HostReply | { nonsense: true }) => void process.send?.(reply);
const ticking = new Map<number, NodeJS.Timeout>();

const answers: Record<string, (id: number, input: unknown) => void> = {
  'echo.say': (id, input) => say({ id, result: { ok: true, value: input } }),
  'echo.pid': (id) => say({ id, result: { ok: true, value: process.pid } }),
  'echo.slowQuery': (id) => void setTimeout(() => say({ id, result: { ok: true, value: 'at last' } }), 400),
  // The host of that number never answers: it is killed with the query under way, however long that takes.
  'echo.queryOfNext': (id, input) => void ((input as { after: number }).after !== process.pid && say({ id, result: { ok: true, value: 'asked again' } })),
  'echo.endlessCommand': () => undefined,
  'echo.command': (id) => say({ id, result: { ok: true, value: 'done' } }),
  'tick.subscribers': (id) => say({ id, result: { ok: true, value: ticking.size } }),
  'echo.nonsense': (id) => {
    say({ nonsense: true });
    say({ id, result: { ok: false, error: { type: 'Locked' } } });
  },
};

process.on('message', (message) => {
  const request = HostRequest.parse(message);
  if ('stop' in request) process.exit(0);
  else if ('call' in request) answers[request.call.channel]?.(request.id, request.call.input);
  else if ('unsubscribe' in request) {
    clearInterval(ticking.get(request.id));
    ticking.delete(request.id);
  } else {
    let value = (request.subscribe.input as { from: number }).from;
    say({ id: request.id, first: value });
    ticking.set(request.id, setInterval(() => say({ id: request.id, diff: ++value }), 40));
  }
});
process.on('disconnect', () => process.exit(0));
say({ ready: true });
