import type { Person } from '../../../shared/domain/person.ts';
import type { SimilarRow } from '../../../shared/ipc/rows.ts';
import { certainDuplicate } from '../../../shared/domain/duplicate-score.ts';

/** Of the records like `person`, those so alike that somebody must look: two laptops may have registered one person before either heard of the other. */
export const certainSeconds = (person: Pick<Person, 'id' | 'notSame'>, rows: readonly SimilarRow[]): SimilarRow[] =>
  rows.filter((row) => row.id !== person.id && row.percent >= certainDuplicate * 100 && !(person.notSame ?? []).includes(row.id));
