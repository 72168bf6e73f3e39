import type { Cursor } from './frame.ts';

/** Of how many streams one message of the office says how far they are read. */
export const mostSaidCursors = 20;

/** Cursors as one message of the office takes them: those of the district's streams before those of single experts, of which a laptop may have many, and which few others read. */
export const saidCursors = (cursors: readonly Cursor[]): Cursor[] => {
  const isOfExpert = ({ stream }: Cursor): boolean => stream.split('/')[1] === 'expert';
  return [...cursors.filter((cursor) => !isOfExpert(cursor)), ...cursors.filter(isOfExpert)].slice(0, mostSaidCursors);
};
