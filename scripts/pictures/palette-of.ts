/** A colour: red, green and blue as one number. */
type Colour = number;
type Counted = readonly [colour: Colour, points: number];

const channels = [16, 8, 0] as const;
const channelOf = (colour: Colour, shift: number) => (colour >> shift) & 255;

/** A box of colours cut in two at the middle of its points, across its widest channel (P. Heckbert, "Color image quantization for frame buffer display", 1982). */
const cut = (box: readonly Counted[]): [Counted[], Counted[]] => {
  const width = (shift: number) => Math.max(...box.map(([colour]) => channelOf(colour, shift))) - Math.min(...box.map(([colour]) => channelOf(colour, shift)));
  const shift = channels.reduce((widest, one) => (width(one) > width(widest) ? one : widest));
  const sorted = [...box].sort(([one], [other]) => channelOf(one, shift) - channelOf(other, shift));
  const half = sorted.reduce((sum, [, points]) => sum + points, 0) / 2;
  let [sum, at] = [0, 0];
  while (sum < half) sum += sorted[at++]![1];
  const middle = Math.min(Math.max(at, 1), sorted.length - 1);
  return [sorted.slice(0, middle), sorted.slice(middle)];
};

const meanOf = (box: readonly Counted[]): Colour => {
  const points = box.reduce((sum, [, count]) => sum + count, 0);
  return channels.reduce<number>((colour, shift) => colour | (Math.round(box.reduce((sum, [one, count]) => sum + channelOf(one, shift) * count, 0) / points) << shift), 0);
};

/** At most `size` colours for the given ones: the commoner half of them as they are (grounds and inks of a window stay what they are), medians of the others. */
export const paletteOf = (counts: ReadonlyMap<Colour, number>, size = 256): Colour[] => {
  const common = [...counts].sort(([, one], [, other]) => other - one);
  if (common.length <= size) return common.map(([colour]) => colour);
  const kept = common.slice(0, size / 2).map(([colour]) => colour);
  const boxes: Counted[][] = [common.slice(size / 2)];
  while (boxes.length < size - kept.length) {
    const next = boxes.reduce((best, box, at) => (box.length > 1 && (boxes[best]!.length === 1 || box.reduce((sum, [, points]) => sum + points, 0) > boxes[best]!.reduce((sum, [, points]) => sum + points, 0)) ? at : best), 0);
    if (boxes[next]!.length < 2) break;
    boxes.splice(next, 1, ...cut(boxes[next]!));
  }
  return [...kept, ...boxes.map(meanOf)];
};
