/**
 * JSON with object keys in code-unit order and no white space, so that one value has one spelling (RFC 8785 for the values used here:
 * strings, safe integers, booleans, null, arrays, plain objects). Receivers hash and sign the bytes they got; they never re-encode.
 * Throws on a value JSON cannot carry exactly (undefined inside an array, a non-finite number, a function).
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    fields.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
  }
  throw new TypeError(`canonicalJson: no JSON for ${typeof value}`);
};
