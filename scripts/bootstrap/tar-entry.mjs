/**
 * The bytes of one file of a tar stream (POSIX ustar: 512-byte blocks, a header before each file), as they come, so that 200 MB never lie in memory.
 * Throws when the file is not there or the stream ends inside it.
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {string} wanted path inside the archive
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* readTarEntry(chunks, wanted) {
  let rest = Buffer.alloc(0);
  /** bytes of the present entry still to come, and its padding; @type {{ left: number, padding: number, take: boolean } | undefined} */
  let entry;
  let found = false;
  for await (const chunk of chunks) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
    for (;;) {
      if (!entry) {
        if (rest.length < 512) break;
        const header = rest.subarray(0, 512);
        rest = rest.subarray(512);
        const name = text(header, 0, 100);
        if (!name) continue;
        const size = Number.parseInt(text(header, 124, 12), 8) || 0;
        entry = { left: size, padding: (512 - (size % 512)) % 512, take: name === wanted };
        found ||= entry.take;
      }
      const part = rest.subarray(0, entry.left);
      if (part.length && entry.take) yield Buffer.from(part);
      rest = rest.subarray(part.length);
      entry.left -= part.length;
      if (entry.left > 0 || rest.length < entry.padding) break;
      rest = rest.subarray(entry.padding);
      entry = undefined;
    }
  }
  if (!found) throw new Error(`the archive has no ${wanted}`);
  if (entry?.take && entry.left > 0) throw new Error(`the archive ends inside ${wanted}`);
}

/** @param {Buffer} header @param {number} from @param {number} length */
const text = (header, from, length) => {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end).trim();
};
