import type { BlindFile } from '../../domain/mse/opinion.ts';

/** Dates in any order, and numbers of six digits or more, also with spaces and hyphens between: by these a person could be found. */
export const marks = [/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/g, /\d[\d\s-]{4,}\d/g] as const;

/** True where the texts of a file hold none of the marks that can be known without knowing the person. The centre takes no other file for an expert. */
export const isBlind = (file: BlindFile): boolean =>
  [file.treatment, file.main.text, ...file.others.map(({ text }) => text)].every((text) => marks.every((mark) => text.search(mark) === -1));
