/** First byte of what a device says on a compact link, a sum: a SyncRequest follows behind its length (else all is as after the reply before); the rest is a packed envelope; the rest is a whole one. */
export const asked = { head: 1, packed: 2, whole: 4 } as const;

/**
 * First byte of the centre's answer: a reply as that of POST /sync follows; or a sum of `short`, `receipt` (its time and signature follow) and `echo` (eight bytes follow);
 * or the envelope could not be made from what was packed, nothing was done, and it has to come whole.
 */
export const answered = { reply: 0, short: 1, receipt: 2, echo: 4, unclear: 8 } as const;

/** Protocol from which a link is compact. */
export const compactSince = 3;
