import { fillWithDefaultSettings, prepareQuery, normalizeMangoQuery } from 'rxdb';
import type { RxDocumentData, RxJsonSchema, RxStorage, RxStorageInstance } from 'rxdb';

export type Animal = { id: string; name?: unknown; age?: unknown; nested?: unknown };
export type AnimalInstance = RxStorageInstance<Animal, unknown, unknown>;

export const animalSchema = (version = 0, attachments = false): RxJsonSchema<RxDocumentData<Animal>> =>
  fillWithDefaultSettings({
    version,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 50 }, name: { type: 'string', maxLength: 50 }, age: { type: 'number', minimum: 0, maximum: 10, multipleOf: 1 }, nested: { type: 'object', properties: { deep: { type: 'string', maxLength: 20 } } } },
    indexes: ['name', ['age', 'name'], 'nested.deep'],
    ...(attachments ? { attachments: {} } : {}),
  } as never);

let names = 0;

export const openInstance = (storage: unknown, options: { database?: string; collection?: string; schema?: RxJsonSchema<RxDocumentData<Animal>> } = {}): Promise<AnimalInstance> =>
  (storage as RxStorage<unknown, unknown>).createStorageInstance<Animal>({
    databaseInstanceToken: `token-${++names}`, databaseName: options.database ?? `database-${names}`, collectionName: options.collection ?? 'animals',
    schema: options.schema ?? animalSchema(), options: {}, multiInstance: false, devMode: false,
  });

let writeTime = 1000;

/** A document as RxDB would write it: revision `height`, its own write time unless given. */
export const animal = (fields: Animal & { deleted?: boolean; lwt?: number }, height = 1): RxDocumentData<Animal> => {
  const { deleted = false, lwt = ++writeTime, ...body } = fields;
  return { ...body, _deleted: deleted, _attachments: {}, _meta: { lwt }, _rev: `${height}-token` } as RxDocumentData<Animal>;
};

export const prepared = (instance: AnimalInstance, query: object) => prepareQuery(instance.schema, normalizeMangoQuery(instance.schema, query as never));
