import { CollectionName } from './collection.ts';

/** Kinds of document that have their ids in common: no two of them may have one id, whatever their kinds. All but persons, cases and batches. */
export const paperKinds: readonly CollectionName[] = CollectionName.options.filter((kind) => kind !== 'persons' && kind !== 'cases' && kind !== 'batches');

/** True where the ids of this kind are shared with other kinds. */
export const isPaper = (kind: string): boolean => (paperKinds as readonly string[]).includes(kind);
