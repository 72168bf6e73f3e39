/** Values of few bits one after another, without a byte wasted between them: for what is random and cannot be compressed. */
export type BitWriter = { readonly put: (value: number, count: number) => void; readonly bytes: () => Uint8Array };

/** `count` of a `put` is at most 24. */
export const createBitWriter = (): BitWriter => {
  let buffer = new Uint8Array(4096);
  let [length, held, holding] = [0, 0, 0];
  return {
    put: (value, count) => {
      held = held * 2 ** count + value;
      holding += count;
      while (holding >= 8) {
        holding -= 8;
        const high = Math.floor(held / 2 ** holding);
        held -= high * 2 ** holding;
        if (length === buffer.length) {
          const larger = new Uint8Array(buffer.length * 2);
          larger.set(buffer);
          buffer = larger;
        }
        buffer[length++] = high;
      }
    },
    bytes: () => Uint8Array.from([...buffer.subarray(0, length), ...(holding > 0 ? [held * 2 ** (8 - holding)] : [])]),
  };
};

/** Reads what a {@link BitWriter} wrote, at most 24 bits at a time; beyond the end it throws a RangeError. */
export class BitReader {
  private at = 0;
  private held = 0;
  private holding = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  take(count: number): number {
    while (this.holding < count) {
      if (this.at === this.bytes.length) throw new RangeError('bits: the end');
      this.held = ((this.held << 8) | this.bytes[this.at++]!) >>> 0;
      this.holding += 8;
    }
    this.holding -= count;
    const value = this.held >>> this.holding;
    this.held = this.holding === 0 ? 0 : this.held & ((1 << this.holding) - 1);
    return value;
  }
}
