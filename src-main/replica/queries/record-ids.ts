import type { Replica } from '../store/replica.ts';

/** The records of a person: their own, and those that were merged into it. */
export const recordIds = (replica: Replica, id: string): string[] => [id, ...replica.db.list<{ id: string }>('SELECT id FROM person_key WHERE merged_into = ?', id).map((row) => row.id)];
