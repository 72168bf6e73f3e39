/** The greatest version of a document: what a column of the centre holds. Numbers of entries and of streams have columns for every safe integer. */
export const mostVersion = 2 ** 31 - 1;
