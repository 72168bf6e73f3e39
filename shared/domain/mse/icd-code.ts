import { z } from 'zod';

/** Cyrillic letters that look like the Latin ones of ICD-10, and keys that lie under them on a Russian or Kazakh keyboard are not guessed at. */
const lookAlikes: Readonly<Record<string, string>> = { А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', О: 'O', Р: 'P', Т: 'T', Х: 'X', У: 'Y', І: 'I', Ғ: 'F', Ѕ: 'S', Ј: 'J', Ԍ: 'G', Ԛ: 'Q', Ԝ: 'W' };

/** A code of ICD-10 in Latin capitals: letter, two digits, and after a point at most two more. */
export const IcdCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,2})?$/, { error: 'icdCode' }).brand<'IcdCode'>();
export type IcdCode = z.infer<typeof IcdCode>;

/**
 * What somebody typed, as a code: capitals, Cyrillic look-alikes turned into the Latin letters they pass for, a comma into a point, no blanks. `mended`: a Cyrillic letter
 * was found. Undefined where no code comes of it.
 */
export const readIcdCode = (typed: string): { readonly code: IcdCode; readonly mended: boolean } | undefined => {
  const plain = typed.normalize('NFC').replaceAll(/\s/g, '').replaceAll(',', '.').toUpperCase();
  const latin = [...plain].map((letter) => lookAlikes[letter] ?? letter).join('');
  // In the places of digits the letters О and З are figures that somebody mistook.
  const read = latin.slice(0, 1) + latin.slice(1).replaceAll('O', '0').replaceAll('З', '3');
  const code = IcdCode.safeParse(read);
  return code.success ? { code: code.data, mended: read !== plain } : undefined;
};
