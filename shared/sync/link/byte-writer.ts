import { concatBytes, utf8 } from '../../base/bytes.ts';
import { varint } from '../varints.ts';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Collects the fields of a compact message, each as short as it gets. */
export type ByteWriter = {
  readonly raw: (bytes: Uint8Array) => void;
  /** A whole number from 0 to 2^53. */
  readonly number: (value: number) => void;
  /** Any whole number below 2^52 in size. */
  readonly signed: (value: number) => void;
  /** 16 bytes; throws a RangeError where `id` is no lower-case UUID. */
  readonly uuid: (id: string) => void;
  /** Bytes behind their length. */
  readonly sized: (bytes: Uint8Array) => void;
  readonly text: (text: string) => void;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
};

export const createByteWriter = (): ByteWriter => {
  const parts: Uint8Array[] = [];
  const number = (value: number) => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number: ${value}`);
    parts.push(Uint8Array.from(varint(value)));
  };
  const sized = (bytes: Uint8Array) => {
    number(bytes.length);
    parts.push(bytes);
  };
  return {
    raw: (bytes) => void parts.push(bytes),
    number,
    signed: (value) => number(value < 0 ? -2 * value - 1 : 2 * value),
    uuid: (id) => {
      if (!uuidShape.test(id)) throw new RangeError('not a UUID');
      parts.push(Uint8Array.from(id.replaceAll('-', '').match(/../g)!, (pair) => Number.parseInt(pair, 16)));
    },
    sized,
    text: (text) => sized(utf8(text)),
    bytes: () => concatBytes(...parts),
  };
};
