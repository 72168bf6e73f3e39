import { inflateSync } from 'node:zlib';

const inflated = (bytes: Buffer): string => {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return '';
  }
};

/** Everything that a PDF's fonts can say as text: the characters of their ToUnicode tables. A search in the file finds a letter only if it is one of these. */
export const pdfLetters = (pdf: Buffer): Set<string> => {
  const letters = new Set<string>();
  const add = (code: number) => letters.add(String.fromCodePoint(code));
  for (let start = pdf.indexOf('stream\n'); start >= 0; start = pdf.indexOf('stream\n', start + 7)) {
    const text = inflated(pdf.subarray(start + 7, pdf.indexOf('endstream', start + 7)));
    for (const [, part = ''] of text.matchAll(/beginbfchar([^]*?)endbfchar/g)) for (const [, code = ''] of part.matchAll(/<[0-9A-F]+> <([0-9A-F]{4})>/gi)) add(parseInt(code, 16));
    for (const [, part = ''] of text.matchAll(/beginbfrange([^]*?)endbfrange/g))
      for (const [, from = '', to = '', code = ''] of part.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>/gi)) for (let n = 0; n <= parseInt(to, 16) - parseInt(from, 16); n += 1) add(parseInt(code, 16) + n);
  }
  return letters;
};
