import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { FileRequest, type FileReply } from '../../shared/sync/file-messages.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { findParts } from '../../shared/sync/parts.ts';
import type { Centre } from '../centre.ts';
import { inTransaction } from '../store/db.ts';
import type { Device } from '../store/devices.ts';
import { findFile, isFileNamed, noteFileRead, readFileBytes } from '../store/files.ts';
import { handInFile } from './hand-in-file.ts';

/** Bytes of a file that is whole, noted as given to the device. */
const giveRange = async (centre: Centre, device: Device, { offset, length, hash, size }: Extract<FileRequest, { readonly ask: 'get' }>): Promise<Result<Uint8Array, RefusalCode>> =>
  inTransaction(centre.database, async (db) => {
    const key = { hash: findBase64urlBytes(hash)!, size };
    if (!(await isFileNamed(db, device.id, key, true)) || (await findFile(db, key))?.whole !== true || offset >= key.size) return err('notFound');
    const bytes = await readFileBytes(db, key, offset, Math.min(offset + length, key.size));
    await noteFileRead(db, device.id, key.hash, bytes.length, new Date(centre.milliseconds()));
    return ok(bytes);
  });

/** True where the body brings bytes of a file: said twice, or late, it does nothing that it did not do at first. */
export const bringsBytes = (body: Uint8Array): boolean => {
  const [head] = findParts(body, 2) ?? [];
  return (head && findMessage(FileRequest, head))?.ask === 'put';
};

/**
 * Files of scans and referrals, in ranges (PROTOCOL.md, "Files"). Refusals: `malformed`, also where a range leads beyond the file's end; `tooLarge` for one that is too large; `notFound` for bytes of a file that is not whole here or that
 * nothing names which the device may read; `badFile` where a file has arrived whole and is not the one of its name: nothing of it is kept.
 */
export const answerFile = async (centre: Centre, device: Device, body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const [head, ...more] = findParts(body, 2) ?? [];
  const request = head && findMessage(FileRequest, head);
  if (request?.ask === 'get' && more.length === 0) return giveRange(centre, device, request);
  const held = await handInFile(centre, device, body);
  return held.ok ? ok(utf8(canonicalJson({ held: held.value } satisfies FileReply))) : held;
};
