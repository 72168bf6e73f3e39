import type { ReadableDb, WritableDb } from './db.ts';

/** The value of a setting (JSON) as it was set; the caller parses it with its schema. Undefined where it never was. */
export const findSetting = (db: ReadableDb, name: string): unknown => {
  const row = db.find<{ value: string }>('SELECT value FROM setting WHERE name = ?', name);
  return row && (JSON.parse(row.value) as unknown);
};

/** The settings whose names begin with `prefix`, by name. */
export const listSettings = (db: ReadableDb, prefix: string): { name: string; value: unknown }[] =>
  db.list<{ name: string; value: string }>('SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name', prefix.length, prefix).map(({ name, value }) => ({ name, value: JSON.parse(value) as unknown }));

/** Sets a setting to any value that JSON can hold. */
export const setSetting = (db: WritableDb, name: string, value: unknown): void => {
  db.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, JSON.stringify(value));
  db.note({ kind: 'setting', name, value });
};

/** Removes a setting. */
export const removeSetting = (db: WritableDb, name: string): void => {
  db.run('DELETE FROM setting WHERE name = ?', name);
  db.note({ kind: 'removedSetting', name });
};
