/** Stands in no JSON text, where control characters are escaped. */
const separator = 0x1e;

/**
 * JSON texts as one parameter, for `string_to_array($n, chr(30))`: an array parameter would have every quote in them escaped, which takes longer than all else that is done
 * with them. Bytes, so that they are encoded once (a text in PostgreSQL's binary format is its UTF-8). None of them is empty.
 */
export const jsonList = (texts: readonly string[]): Buffer => {
  // No code unit takes more than three bytes; what is not written is not touched.
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + text.length * 3 + 1, 0));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    if (index > 0) bytes[at++] = separator;
    at += bytes.write(text, at);
  }
  return bytes.subarray(0, at);
};
