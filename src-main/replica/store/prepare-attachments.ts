import { createHash } from 'node:crypto';
import type { AttachmentWrite } from './replica.ts';

type Stub = { readonly digest: string; readonly length: number; readonly type: string };

/**
 * The `_attachments` of a document's next state: those it had, with `given` put in, replaced or (null) taken away. A new one is described as RxDB would describe it (hex
 * SHA-256, so an unchanged one is not written again), and its bytes are put into `bytes` under its description, where the storage looks for them.
 */
export const prepareAttachments = (
  had: Readonly<Record<string, Stub>>, given: Readonly<Record<string, AttachmentWrite>> | undefined, bytes: Map<object, Uint8Array>,
): Record<string, Stub> => {
  const kept = { ...had };
  for (const [name, write] of Object.entries(given ?? {})) {
    delete kept[name];
    if (!write) continue;
    // By `data`, a Blob to RxDB, its sorting knows that bytes are brought, and how many; it is never stored.
    const stub = { digest: createHash('sha256').update(write.bytes).digest('hex'), length: write.bytes.length, type: write.type, data: { size: write.bytes.length } };
    bytes.set(stub, write.bytes);
    kept[name] = stub;
  }
  return kept;
};
