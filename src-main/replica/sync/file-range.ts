import { fileRange } from '../../../shared/sync/file-messages.ts';

/** A range is as large as is answered within so many seconds, with another under way beside it where it is sent: what a cut costs at most. */
const rangeSeconds = 3;
/** On a line that breaks before that many bytes nothing is left to be gained by smaller ranges: the signature of each is as large. */
const smallestRange = 512;

/** Times that the centre may say it has no more of a file than it had before: another laptop that sends the same one, or what the centre gave up, explains a few. */
export const mostSetbacks = 3;

/** Until the line was measured: the least. */
export const firstRange = fileRange.least;

/** The next range: after one that arrived as large as the line carries in a few seconds, at most doubled; after a cut half as large, so that something passes between any two cuts. */
export const nextRange = (range: number, seconds: number | 'cut'): number =>
  seconds === 'cut' ? Math.max(smallestRange, Math.floor(range / 2)) : Math.round(Math.min(fileRange.most, range * 2, Math.max(fileRange.least, (range / Math.max(seconds, 0.001)) * rangeSeconds)));
