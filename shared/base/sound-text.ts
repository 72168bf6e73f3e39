/** ES2024, in Node, Electron and the browser alike; spelled out because a text with half a surrogate pair, or with NUL, can be typed and can be kept by no database of the centre. */
const isSound = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/**
 * Paths of the texts inside `value` (plain objects and arrays, keys included) that the centre could not store. What is acknowledged on the laptop must be
 * storable everywhere, or the change is put aside days later, when nobody remembers it.
 */
export const unsoundTexts = (value: unknown, path: readonly (string | number)[] = []): (string | number)[][] => {
  if (typeof value === 'string') return isSound(value) ? [] : [[...path]];
  if (Array.isArray(value)) return value.flatMap((item, index) => unsoundTexts(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (isSound(key) ? unsoundTexts(item, [...path, key]) : [[...path]]));
};
