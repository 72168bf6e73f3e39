import type { Migration } from '../migrate.ts';

/** Save files may say from now on that an entry was taken back (`takeBackEntries`), which an earlier program could not read: the number alone tells them apart. */
export const takenBack: Migration = { number: 100, up: () => undefined };
