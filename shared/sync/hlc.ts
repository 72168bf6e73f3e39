/**
 * Hybrid logical clock (Kulkarni et al., 2014): wall time where it runs forward, a counter where it stands or goes back.
 * Written `<milliseconds as 12 hex>-<counter as 4 hex>`, so that text order is time order.
 */
export type Hlc = string;

/** The clock's next reading after `last` with the wall clock at `now` (milliseconds): always greater than `last`. */
export const nextHlc = (last: Hlc, now: number): Hlc => {
  const [lastTime, lastCount] = last === '' ? [0, 0] : [Number.parseInt(last.slice(0, 12), 16), Number.parseInt(last.slice(13), 16)];
  const write = (time: number, count: number) => `${time.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`;
  if (now > lastTime) return write(now, 0);
  return lastCount < 0xffff ? write(lastTime, lastCount + 1) : write(lastTime + 1, 0);
};
