/**
 * True where two JSON values are one, whatever the order of their fields; a field that is undefined is as good as none. The same question as whether `canonicalJson` writes both alike, without writing either.
 */
export const isSameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, index) => isSameJson(one, b[index]));
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return Object.keys(left).every((field) => isSameJson(left[field], Object.hasOwn(right, field) ? right[field] : undefined)) && Object.keys(right).every((field) => right[field] === undefined || Object.hasOwn(left, field));
};
