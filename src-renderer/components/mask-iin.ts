/** 80 •• •• ••• •17: enough to tell two people apart on a shared screen. */
export const maskIin = (iin: string): string => `${iin.slice(0, 2)} •• •• ••• •${iin.slice(10)}`;

/** The whole number in its natural groups: 80 05 14 450 117. */
export const spaceIin = (iin: string): string => `${iin.slice(0, 2)} ${iin.slice(2, 4)} ${iin.slice(4, 6)} ${iin.slice(6, 9)} ${iin.slice(9)}`;

const groupStarts = [2, 4, 6, 9];
const spaced = (at: number): number => at + groupStarts.filter((start) => start <= at).length;

/** Ranges of the twelve digits as ranges of {@link spaceIin}'s text. */
export const spacedRanges = (ranges: readonly (readonly [number, number])[]): [number, number][] => ranges.map(([from, to]) => [spaced(from), spaced(to - 1) + 1]);
