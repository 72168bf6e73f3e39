/**
 * A notice on a warm link (PROTOCOL.md, "Notices"): a body of this one byte, which no answer is. It says that something in the device's streams may be new, and carries nothing.
 * A body of no bytes is a sign of life: the device says it, the centre says it back.
 */
export const noticeByte = 64;

/** Between two signs of life: shorter than what stands between forgets a silent connection after. */
export const lifeMilliseconds = 45_000;
