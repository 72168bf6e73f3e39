import { latinKeys } from '../../../../shared/domain/search-key.ts';
import type { WritableDb } from '../db.ts';
import type { Migration } from '../migrate.ts';
import { noteWords } from '../search/name-words.ts';

const indexKnown = (db: WritableDb): void => {
  const words = new Set(db.list<{ names: string }>("SELECT last || ' ' || first || ' ' || patronymic AS names FROM person_key").flatMap(({ names }) => names.split(' ')));
  noteWords(db, [...words], latinKeys);
};

/**
 * The words that names are made of, each once, with their parts of three letters: a part inside a name and a mistyped name are looked up here, and the
 * words found are then looked up in `person_words`. Three hundred thousand people share some ten thousand words, so the index is a hundredth of one over
 * the people themselves. `person_key` learns of sex and of merged records (written when a person is next indexed; until then sex is unknown).
 */
export const nameWords: Migration = {
  number: 40,
  up: (db) => {
    db.script(`
      CREATE TABLE name_word (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
      CREATE VIRTUAL TABLE name_part USING fts5 (word, latin, content = '', tokenize = 'trigram case_sensitive 1', columnsize = 0);
      ALTER TABLE person_key ADD COLUMN sex TEXT;
      ALTER TABLE person_key ADD COLUMN merged_into TEXT;
      CREATE TABLE merged_person (id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX person_key_merged ON person_key (merged_into) WHERE merged_into IS NOT NULL;`);
    indexKnown(db);
  },
};
