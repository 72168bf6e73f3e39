/** Exists in Node, Electron and the browser alike; declared here because shared code compiles without their types. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

// Made once: making one takes longer than a small message does.
const [encoder, decoder] = [new TextEncoder(), new TextDecoder('utf-8', { fatal: true })];

/** Bytes of `text` in UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Text of UTF-8 `bytes`; throws a TypeError on bytes that are not UTF-8. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

/** The arrays one after another. */
export const concatBytes = (...arrays: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
};
