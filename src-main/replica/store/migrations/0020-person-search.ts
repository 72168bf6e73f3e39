import type { Migration } from '../migrate.ts';

/**
 * Person search. `person_key` holds what is compared as it stands (numbers, day of birth, district), `person_words` the folded words
 * of the names; it keeps no text of its own (contentless) and no positions (detail=column), only which column a word is in.
 */
export const personSearch: Migration = {
  number: 20,
  up: (db) => {
    db.script(`
      CREATE TABLE person_key (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, iin TEXT, phone TEXT, phone_end TEXT, birth TEXT, district TEXT NOT NULL,
        last TEXT NOT NULL, first TEXT NOT NULL, patronymic TEXT NOT NULL) STRICT;
      CREATE INDEX person_key_iin ON person_key (iin) WHERE iin IS NOT NULL;
      CREATE INDEX person_key_phone ON person_key (phone) WHERE phone IS NOT NULL;
      CREATE INDEX person_key_phone_end ON person_key (phone_end) WHERE phone_end IS NOT NULL;
      CREATE INDEX person_key_birth ON person_key (birth);
      CREATE VIRTUAL TABLE person_words USING fts5 (
        last, first, patronymic, last_latin, first_latin, patronymic_latin,
        content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4', tokenize = 'unicode61 remove_diacritics 0');`);
  },
};
