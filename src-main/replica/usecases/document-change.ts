import type { CollectionName, DocumentOf } from '../../../shared/domain/collection.ts';
import type { AttachmentWrite } from '../store/replica.ts';

/** What a decision wants done: a document as it was (undefined for a new one) and as it shall be, with the files it brings or loses. */
export type DocumentChange = {
  readonly [C in CollectionName]: {
    readonly collection: C;
    readonly before: DocumentOf[C] | undefined;
    readonly after: DocumentOf[C];
    readonly attachments?: Readonly<Record<string, AttachmentWrite>> | undefined;
  };
}[CollectionName];
