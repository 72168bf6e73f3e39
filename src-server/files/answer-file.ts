import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { FileRequest, fileRange, type FileReply } from '../../shared/sync/file-messages.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { findParts } from '../../shared/sync/parts.ts';
import type { Centre } from '../centre.ts';
import { inTransaction } from '../store/db.ts';
import type { Device } from '../store/devices.ts';
import { findFile, isFileNamed, noteFileRead, readFileBytes, type FileKey } from '../store/files.ts';
import { takeRange } from './take-range.ts';

type Named = { readonly hash: string; readonly size: number };
const keyOf = ({ hash, size }: Named): FileKey => ({ hash: findBase64urlBytes(hash)!, size });
const replyOf = (held: FileReply['held']): Uint8Array => utf8(canonicalJson({ held } satisfies FileReply));

/** How much is here of each file, null where nothing that the device may read names it. */
const tellHeld = async (centre: Centre, device: Device, asked: readonly Named[]): Promise<FileReply['held']> => {
  const { pool } = centre.database;
  const held: (number | null)[] = [];
  for (const key of asked.map(keyOf)) held.push((await isFileNamed(pool, device.id, key)) ? ((await findFile(pool, key))?.held ?? 0) : null);
  return held;
};

/** Bytes of a file that is whole, noted as given to the device. */
const giveRange = async (centre: Centre, device: Device, { offset, length, ...named }: Extract<FileRequest, { readonly ask: 'get' }>): Promise<Result<Uint8Array, RefusalCode>> =>
  inTransaction(centre.database, async (db) => {
    const key = keyOf(named);
    if (!(await isFileNamed(db, device.id, key)) || (await findFile(db, key))?.whole !== true || offset >= key.size) return err('notFound');
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
  const [head, bytes, ...more] = findParts(body, 2) ?? [];
  const request = head && findMessage(FileRequest, head);
  if (!request || more.length > 0 || (request.ask === 'put') !== (bytes !== undefined)) return err('malformed');
  if (request.ask === 'held') return ok(replyOf(await tellHeld(centre, device, request.files)));
  if (request.ask === 'get') return giveRange(centre, device, request);
  if (bytes!.length > fileRange.most) return err('tooLarge');
  if (bytes!.length === 0 || request.offset + bytes!.length > request.size) return err('malformed');
  const taken = await takeRange(centre, device, keyOf(request), request.offset, bytes!);
  return taken.ok ? ok(replyOf([taken.value])) : taken;
};
