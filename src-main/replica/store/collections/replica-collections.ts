import type { RxJsonSchema } from 'rxdb';
import { batchesSchema } from './batches-schema.ts';
import { casesSchema } from './cases-schema.ts';
import { personsSchema } from './persons-schema.ts';
import { shelfSchema } from './shelf.ts';

/** Schema of an RxDB collection. Documents are open: zod has checked them before, RxDB needs to know what it may sort and seek by. */
export type CollectionSchema = RxJsonSchema<{ id: string }>;

/** The collections of the replica (RxDB's open version takes 13 in a process). */
export const replicaCollections: Readonly<Record<'persons' | 'cases' | 'batches' | 'papers', CollectionSchema>> = {
  persons: personsSchema,
  cases: casesSchema,
  batches: batchesSchema,
  papers: shelfSchema,
};
