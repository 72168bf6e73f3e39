import type { RxDocumentData } from 'rxdb';

/** Stored bodies as documents, in the array they came in: each text can be forgotten as soon as it is parsed, which spares the garbage collector half of what lives. */
export const parseBodies = (bodies: unknown[]): RxDocumentData<unknown>[] => {
  for (let i = 0; i < bodies.length; i++) bodies[i] = JSON.parse(bodies[i] as string) as unknown;
  return bodies as RxDocumentData<unknown>[];
};
