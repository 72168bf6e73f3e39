import { z } from 'zod';
import { instantOf, type Instant } from '../base/instant.ts';

/** The last millisecond that an Instant can say, at the end of the year 9999. */
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const write = (time: number, count: number): string => `${time.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`;
const last = write(latest, 0xffff);
const timeOf = (hlc: string): number => Number.parseInt(hlc.slice(0, 12), 16);

/**
 * Hybrid logical clock (Kulkarni et al., 2014): wall time where it runs forward, a counter where it stands or goes back.
 * Written `<milliseconds as 12 hex>-<counter as 4 hex>`, so that text order is time order. It ends with the year 9999: what is behind that no Instant says.
 */
export const Hlc = z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/).refine((hlc) => hlc <= last);
export type Hlc = z.infer<typeof Hlc>;

/** The clock's next reading after `before` ('': the first) with the wall clock at `now` (milliseconds): greater than `before`, but where that has reached the clock's end or lies behind it. Then it begins anew at `now`, or nothing that is written would count. */
export const nextHlc = (before: Hlc, now: number): Hlc => {
  const [lastTime, lastCount] = before === '' || before >= last ? [0, 0] : [timeOf(before), Number.parseInt(before.slice(13), 16)];
  if (now > lastTime) return write(Math.min(now, latest), 0);
  return lastCount < 0xffff ? write(lastTime, lastCount + 1) : write(lastTime + 1, 0);
};

/** When the clock read so; at its end where it was taken, by an earlier version, from behind that. */
export const hlcInstant = (hlc: string): Instant => instantOf(Math.min(timeOf(hlc), latest));
