import type { CollectionName } from './collection.ts';

/** Kinds of document that are made of a case and name it (`caseId`): a district that gets the case gets them too. */
export const caseBoundKinds = ['decisions', 'scans'] as const satisfies readonly CollectionName[];

/** True where a document of this kind is made of a case. */
export const isCaseBound = (kind: string): boolean => (caseBoundKinds as readonly string[]).includes(kind);
