/** A number as typed (`209 416,67`) as the rules read it (`209416.67`); what is none stays as it was typed, so that it can be shown and mended. Empty is null. */
export const typedNumber = (text: string): string | null => {
  const bare = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (text.trim() === '') return null;
  return /^-?\d+(\.\d+)?$/.test(bare) ? bare : text;
};

/** A month as typed (`01.2026`, `012026`, `2026-01`) as the rules read it (`2026-01`). */
export const typedMonth = (text: string): string | null => {
  if (text.trim() === '') return null;
  const match = /^(\d{1,2})[./ -]?(\d{4})$/.exec(text.trim());
  return match ? `${match[2] ?? ''}-${(match[1] ?? '').padStart(2, '0')}` : text;
};
