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
    let text = '';
    // Sorted without a comparison of one's own: by code units.
    for (const key of Object.keys(value).sort()) {
      const field = (value as Readonly<Record<string, unknown>>)[key];
      if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
    }
    return `{${text}}`;
  }
  throw new TypeError(`canonicalJson: no JSON for ${typeof value}`);
};
