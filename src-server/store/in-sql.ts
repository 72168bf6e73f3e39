/** Names of our own as SQL has a list: where they stand in the text itself a partial index is used. */
export const inSql = (names: readonly string[]): string => `(${names.map((name) => `'${name}'`).join(', ')})`;
