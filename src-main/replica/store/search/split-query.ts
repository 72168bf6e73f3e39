const isNumber = (piece: string): boolean => /^[+(]?\d[\d()./-]*$/.test(piece) || /^\(\d+\)$/.test(piece);

/** Splits what was typed into numbers (ИИН, phone, date) and words; digits written in groups are one number when nothing else is typed. */
export const splitQuery = (text: string): { readonly numbers: string[]; readonly words: string[] } => {
  const pieces = text.trim().split(/\s+/).filter((piece) => piece !== '');
  if (pieces.length > 0 && pieces.every(isNumber)) return { numbers: [pieces.join('')], words: [] };
  const words = pieces.filter((piece) => !isNumber(piece)).flatMap((piece) => piece.split(/[-‐–—]/)).filter((word) => /\p{L}|\d/u.test(word));
  return { numbers: pieces.filter(isNumber), words };
};
