import { classOf, type CollectionName, type SensitivityClass } from './collection.ts';

/** The kinds of a dispute, by the class of what it is about: it travels in the same stream, before what it changes. */
export const taskKindOf = { registry: 'registryTasks', casework: 'caseworkTasks', medical: 'medicalTasks' } as const satisfies Record<SensitivityClass, CollectionName>;

export type TaskKind = (typeof taskKindOf)[SensitivityClass];

/** Every kind, sorted. */
export const taskKinds: readonly TaskKind[] = Object.values(taskKindOf).sort();

/** True where `collection` holds disputes. */
export const isTaskKind = (collection: string): collection is TaskKind => (taskKinds as readonly string[]).includes(collection);

/** The kind of a dispute about a document of `collection`. */
export const taskKindFor = (collection: CollectionName): TaskKind => taskKindOf[classOf[collection]];
