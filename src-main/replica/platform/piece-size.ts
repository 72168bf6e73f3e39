import type { FrameHeader } from '../../../shared/sync/frame.ts';

/** Persons in a piece: few enough that the first is written while the others are still read, and that the window is answered in between. */
const mostInPiece = 1024;

/** How many of a frame's persons each piece takes, about equally many. Where the frame's items are not as many as its numbers, there is no saying where in the stream a piece would end: it is one. */
export const pieceSize = (header: Pick<FrameHeader, 'from' | 'to' | 'items'>, persons: number): number =>
  header.items === header.to - header.from && persons > mostInPiece ? Math.ceil(persons / Math.ceil(persons / mostInPiece)) : Math.max(1, persons);
