/** First byte of what a device says on a compact link, a sum: a SyncRequest follows behind its length (else all is as after the reply before); the rest is a packed envelope; the rest is a whole one. */
export const asked = { head: 1, packed: 2, whole: 4 } as const;

/**
 * First byte of the centre's answer: a reply as that of POST /sync follows; or a sum of `short`, `receipt` (its time and signature follow), `echo` (eight bytes follow) and `sum` (eight bytes follow: the sum of the device's
 * streams, where it is another than was said last on this link);
 * or the envelope could not be made from what was packed, nothing was done, and it has to come whole.
 */
export const answered = { reply: 0, short: 1, receipt: 2, echo: 4, unclear: 8, sum: 16 } as const;

/** Protocol from which a link is compact. */
export const compactSince = 3;

/** Protocol from which records of batches may be short lines in a packed envelope. */
export const shortBatchesSince = 4;
