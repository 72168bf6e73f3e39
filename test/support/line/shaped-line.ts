import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What the line is like. All of it may be changed while it runs. */
export type LineShape = {
  /** Bits a second in each direction; no limit where undefined. */
  bitsPerSecond?: number | undefined;
  /** Milliseconds there and back. */
  roundTrip?: number | undefined;
  /** Nothing passes for `length` ms, every `every` ms. */
  stall?: { readonly every: number; readonly length: number } | undefined;
  /** Breaks every connection this often, in ms. */
  cutEvery?: number | undefined;
  /** Breaks every connection once this many bytes have come down since it was set; then it is off. */
  cutAtDown?: number | undefined;
  /** The same for bytes going up. */
  cutAtUp?: number | undefined;
  /** Breaks each connection once it has carried this many bytes, both ways together. */
  bytesEach?: number | undefined;
};

/** What has arrived at the other end, in bytes. `turns`: how often it went up after it had come down, or first: round trips. */
export type LineCounts = { up: number; down: number; connections: number; cuts: number; turns: number };

const tick = 20;
/** What a modem and the kernels behind it hold: the sender is stopped beyond. */
const inFlight = 4096;

/**
 * A loopback TCP line to `target` with a rate, a delay, stalls and cuts, in user space. One bucket a direction for all of its connections, as on a real
 * modem. Only what has arrived is counted; what is under way when the line is cut is lost.
 */
export const openShapedLine = async (target: { readonly host: string; readonly port: number }, shape: LineShape = {}) => {
  const counts: LineCounts = { up: 0, down: 0, connections: 0, cuts: 0, turns: 0 };
  const pairs = new Set<readonly [Socket, Socket]>();
  const free = { up: 0, down: 0 };
  const startedAt = performance.now();

  const cut = (): void => {
    if (pairs.size > 0) counts.cuts += 1;
    // What has arrived has arrived: a reset would take it away from a reader that was about to look.
    for (const pair of pairs) for (const socket of pair) socket.destroySoon();
    pairs.clear();
    [free.up, free.down] = [0, 0];
  };

  /** It breaks as soon as what has arrived has been looked at: nothing more may pass, or bytes would be missing in the middle. */
  let isBreaking = false;
  let lastWay: 'up' | 'down' | undefined;
  type Pair = { readonly sockets: readonly [Socket, Socket]; carried: number; isBroken: boolean };
  const carryFor = (pair: Pair, way: 'up' | 'down', whole: Buffer, to: Socket): void => {
    if (pair.isBroken) return;
    const room = (shape.bytesEach ?? Infinity) - pair.carried;
    const piece = whole.length >= room ? whole.subarray(0, Math.max(0, room)) : whole;
    pair.carried += piece.length;
    deliver(way, piece, to);
    if (whole.length < room) return;
    pair.isBroken = true;
    counts.cuts += 1;
    setImmediate(() => pair.sockets.forEach((socket) => socket.destroySoon()));
  };
  const deliver = (way: 'up' | 'down', piece: Buffer, to: Socket): void => {
    if (isBreaking || !to.writable) return;
    const name = way === 'up' ? 'cutAtUp' : 'cutAtDown';
    const limit = shape[name];
    const part = limit !== undefined && piece.length >= limit ? piece.subarray(0, limit) : piece;
    counts[way] += part.length;
    if (way === 'up' && lastWay !== 'up') counts.turns += 1;
    lastWay = way;
    if (limit !== undefined) shape[name] = part.length === limit ? undefined : limit - part.length;
    to.write(part);
    if (limit === undefined || part.length < limit) return;
    isBreaking = true;
    setImmediate(() => {
      isBreaking = false;
      cut();
    });
  };

  const carry = (pair: Pair, way: 'up' | 'down', from: Socket, to: Socket): void => {
    let waiting = 0;
    // In the order in which they came, whichever timer fires first: while this process is busy, one that was set later may.
    const queue: (Buffer | 'end')[] = [];
    const release = (): void => {
      const first = queue.shift()!;
      if (first === 'end') return void to.end();
      waiting -= first.length;
      if (!to.writable || from.destroyed) return;
      carryFor(pair, way, first, to);
      if (waiting <= inFlight) from.resume();
    };
    const send = (bytes: Buffer): void => {
      const isPlain = shape.bitsPerSecond === undefined && shape.roundTrip === undefined && shape.stall === undefined;
      if (isPlain && queue.length === 0) return carryFor(pair, way, bytes, to);
      const step = shape.bitsPerSecond === undefined ? bytes.length : Math.max(32, Math.floor((shape.bitsPerSecond / 8000) * tick));
      for (let at = 0; at < bytes.length; at += step) {
        const piece = bytes.subarray(at, at + step);
        const now = performance.now();
        const cost = shape.bitsPerSecond === undefined ? 0 : (piece.length * 8000) / shape.bitsPerSecond;
        free[way] = Math.max(free[way], now) + cost;
        const { stall } = shape;
        if (stall && (free[way] - startedAt) % stall.every < stall.length) free[way] += stall.length - ((free[way] - startedAt) % stall.every);
        waiting += piece.length;
        if (waiting > inFlight) from.pause();
        queue.push(piece);
        setTimeout(release, free[way] - now + (shape.roundTrip ?? 0) / 2);
      }
    };
    from.on('data', send);
    from.on('end', () => {
      queue.push('end');
      setTimeout(release, Math.max(0, free[way] - performance.now()) + (shape.roundTrip ?? 0) / 2 + tick);
    });
  };

  const server = createServer((near) => {
    counts.connections += 1;
    const far = connect(target);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        if (!socket.readableEnded) other.destroy();
      });
    }
    const one: Pair = { sockets: pair, carried: 0, isBroken: false };
    carry(one, 'up', near, far);
    carry(one, 'down', far, near);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  let cutting: NodeJS.Timeout | undefined;
  const rearm = () => {
    clearInterval(cutting);
    cutting = shape.cutEvery === undefined ? undefined : setInterval(cut, shape.cutEvery);
  };
  rearm();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    /** Changes what is named; `undefined` takes a property away. */
    set: (change: LineShape): void => {
      Object.assign(shape, change);
      if ('cutEvery' in change) rearm();
    },
    cut,
    close: () => new Promise<void>((done) => {
      clearInterval(cutting);
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close(() => done());
    }),
  };
};

export type ShapedLine = Awaited<ReturnType<typeof openShapedLine>>;
