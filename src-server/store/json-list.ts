/** Stands in no JSON text, where control characters are escaped. */
const separator = '\u001e';

/**
 * JSON texts as one parameter, for `string_to_array($n, chr(30))`: an array parameter would have every quote in them escaped, which takes longer than all else that is done
 * with them. None of them is empty.
 */
export const jsonList = (texts: readonly string[]): string => texts.join(separator);

/**
 * Byte strings as one parameter, for `string_to_array($n, ',')` and `decode(substr(…, 2), 'hex')`: each after an x, since a list of one empty text is
 * to PostgreSQL no list at all. The list is not empty.
 */
export const hexList = (all: readonly Uint8Array[]): string => all.map((bytes) => `x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`).join(',');
