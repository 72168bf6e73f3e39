import { hash } from 'node:crypto';

/** The four bytes from `at` as a number, of a text whose letters are bytes. */
const fourBytes = (text: string, at: number): number => (text.charCodeAt(at) << 24) | (text.charCodeAt(at + 1) << 16) | (text.charCodeAt(at + 2) << 8) | text.charCodeAt(at + 3);

/** Adds up numbers of leaves (`leafBits`) in two halves of 32 bits: a big integer for each takes longer than its hash, and there are many in a load; so does a buffer for each, which a text of bytes does without. */
export class LeafSum {
  private high = 0;
  private low = 0;

  add(collection: string, document: string, version: number): void {
    const digest = hash('sha256', `${collection}/${document}/${version}`, 'binary');
    this.high ^= fourBytes(digest, 0);
    this.low ^= fourBytes(digest, 4);
  }

  get value(): bigint {
    return (BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0);
  }
}
