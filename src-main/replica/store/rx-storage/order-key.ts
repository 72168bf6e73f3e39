/** What an index column may hold; NULL < -∞ < numbers < text < blob is also the order of undefined < null < number < string < boolean in RxDB. */
export type SqlValue = string | number | Uint8Array | null;

/** A value that no column can stand for (object, array, date): the column is then used for nothing any more. */
export const irregular: unique symbol = Symbol('irregular');

const trueKey = Uint8Array.of(1);
const falseKey = Uint8Array.of(0);
const highUnit = /[\ud800-\uffff]/;

/**
 * Text whose UTF-8 bytes sort as JavaScript sorts `text` (by UTF-16 unit, surrogates below U+E000): each unit from U+D800 on becomes the
 * code point U+10000 + unit. Injective, so equality holds as well, lone surrogates included.
 */
export const textKey = (text: string): string => {
  if (!highUnit.test(text)) return text;
  let key = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    key += unit < 0xd800 ? text.charAt(i) : String.fromCodePoint(0x10000 + unit);
  }
  return key;
};

/** The column value of a document's field, ordered as RxDB's `getSortComparator` orders the fields themselves. */
export const orderKey = (value: unknown): SqlValue | typeof irregular => {
  switch (typeof value) {
    case 'string':
      return textKey(value);
    case 'number':
      // JSON has no NaN and no infinity: the document reads back as null.
      return Number.isFinite(value) ? value : -Infinity;
    case 'boolean':
      return value ? trueKey : falseKey;
    case 'undefined':
      return null;
    default:
      return value === null ? -Infinity : irregular;
  }
};
