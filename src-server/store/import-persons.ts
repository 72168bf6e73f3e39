import { putItems } from './stream-items.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Db } from './db.ts';
import { saveAreas, saveDocuments, type AreaDocument } from './documents.ts';
import { appendItems } from './streams.ts';

/** Adds the persons that the centre does not have yet to the registry of their district, as version 1 without an author; returns how many were new. */
export const importPersons = async (db: Db, epoch: number, persons: readonly Person[]): Promise<number> => {
  const known = await db.query<{ id: string }>("SELECT id FROM document WHERE collection = 'persons' AND id = ANY ($1)", [persons.map((person) => person.id)]);
  const seen = new Set<string>(known.rows.map((row) => row.id));
  const fresh: (AreaDocument & { created: true })[] = [];
  for (const person of persons) {
    if (seen.has(person.id)) continue;
    seen.add(person.id);
    fresh.push({ collection: 'persons', id: person.id, version: 1, body: person, fieldVersions: { fields: {}, writers: {} }, areas: [person.district], created: true });
  }
  if (fresh.length === 0) return 0;
  await saveDocuments(db, fresh);
  await saveAreas(db, fresh);
  await appendItems(db, epoch, fresh.flatMap((document) => putItems(document, document.areas)));
  return fresh.length;
};
