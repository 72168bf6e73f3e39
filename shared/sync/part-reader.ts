import { concatBytes } from '../base/bytes.ts';

/**
 * Cuts a stream of bytes into the parts of `packParts` as they come in whole. `push` returns false where the bytes cannot be parts (a length malformed, overlong or above
 * `most`) or `take` said so; `isWhole` says whether the bytes ended with a part.
 */
export const createPartReader = (take: (part: Uint8Array) => boolean, most: number) => {
  let held: Uint8Array[] = [];
  let [holding, needed] = [0, 1];

  const readOne = (bytes: Uint8Array): { length: number; start: number } | 'more' | 'bad' => {
    let [length, factor] = [0, 1];
    for (let at = 0; ; at++) {
      const byte = bytes[at];
      if (byte === undefined) return 'more';
      length += (byte & 127) * factor;
      if (length > most || factor > 2 ** 28) return 'bad';
      if (byte < 128) return byte === 0 && factor > 1 ? 'bad' : { length, start: at + 1 };
      factor *= 128;
    }
  };
  return {
    push: (chunk: Uint8Array): boolean => {
      held.push(chunk);
      holding += chunk.length;
      if (holding < needed) return true;
      let bytes = held.length === 1 ? held[0]! : concatBytes(...held);
      for (;;) {
        const found = readOne(bytes);
        if (found === 'bad') return false;
        needed = found === 'more' ? bytes.length + 1 : found.start + found.length;
        if (bytes.length < needed) break;
        if (found !== 'more' && !take(bytes.subarray(found.start, needed))) return false;
        bytes = bytes.subarray(needed);
      }
      [held, holding] = [bytes.length === 0 ? [] : [bytes], bytes.length];
      if (bytes.length === 0) needed = 1;
      return true;
    },
    isWhole: (): boolean => holding === 0,
  };
};
