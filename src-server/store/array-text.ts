/** A list as PostgreSQL writes an array, which for thousands of short values is made in a fraction of the time that the driver takes. `null` stays NULL. */
export const arrayText = (values: readonly (string | number | null)[]): string => {
  let text = '{';
  for (const [index, value] of values.entries()) {
    if (index > 0) text += ',';
    if (typeof value === 'string') text += value.includes('"') || value.includes('\\') ? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `"${value}"`;
    else text += value === null ? 'NULL' : String(value);
  }
  return `${text}}`;
};
