import { instantOf, type Instant } from '../../../shared/base/instant.ts';
import { officeDay } from '../../../shared/base/office-day.ts';
import { isPlainDate, type PlainDate } from '../../../shared/base/plain-date.ts';

/** A drift below this is the delay of the line, not of the clock. */
const tolerated = 120_000;

/** What the replica keeps of the clock: the latest time seen, and how far the centre's clock was ahead of the computer's (milliseconds). */
export type ClockMemory = { readonly latest: number; readonly offset: number };

/** The time as the replica knows it: a wall clock set back gains nothing, because the latest time seen holds (security page). */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment, never back, whatever is done to the clock: for speeds. */
  readonly elapsed: () => number;
  readonly instant: () => Instant;
  /** The calendar day in Kazakhstan. */
  readonly today: () => PlainDate;
  /** Goes on from what was kept. */
  readonly resume: (memory: ClockMemory) => void;
  /**
   * Takes the centre's signed word that it is now `milliseconds`, also backwards: an old laptop whose clock forgets the year, or was once set
   * forward, must not have its lease expired for ever. Returns what is to be kept.
   */
  readonly trust: (milliseconds: number) => ClockMemory;
};

/** A clock over `read` and `elapsed` (milliseconds; the computer's own, unless a test gives others). */
export const createClock = (read: () => number = Date.now, elapsed: () => number = () => performance.now()): Clock => {
  let memory: ClockMemory = { latest: 0, offset: 0 };
  const now = () => {
    const latest = Math.max(memory.latest, read() + memory.offset);
    memory = { ...memory, latest };
    return latest;
  };
  return {
    now,
    elapsed,
    instant: () => instantOf(now()),
    today: () => {
      const day = officeDay(instantOf(now()));
      if (!isPlainDate(day)) throw new RangeError('the clock is out of range');
      return day;
    },
    resume: (kept) => {
      memory = { latest: Math.max(memory.latest, kept.latest), offset: kept.offset };
    },
    trust: (milliseconds) => {
      const drift = milliseconds - read();
      return (memory = { latest: milliseconds, offset: Math.abs(drift) < tolerated ? 0 : drift });
    },
  };
};
