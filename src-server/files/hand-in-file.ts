import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { FileRequest, fileRange, type FileReply } from '../../shared/sync/file-messages.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { findParts } from '../../shared/sync/parts.ts';
import type { Centre } from '../centre.ts';
import type { Device } from '../store/devices.ts';
import { findFile, type FileKey } from '../store/files.ts';
import { mayHandIn } from './may-hand-in.ts';
import { takeRange } from './take-range.ts';

type Named = { readonly hash: string; readonly size: number };
const keyOf = ({ hash, size }: Named): FileKey => ({ hash: findBase64urlBytes(hash)!, size });

/** How much is here of each file, null where nothing that the device may read names it. */
const tellHeld = async (centre: Centre, device: Device, asked: readonly Named[]): Promise<FileReply['held']> => {
  const { pool } = centre.database;
  const held: (number | null)[] = [];
  for (const key of asked.map(keyOf)) held.push((await mayHandIn(centre, pool, device, key)) ? ((await findFile(pool, key))?.held ?? 0) : null);
  return held;
};

/** The part of a request about files by which a device hands in what it has, `held` and `put`: a revoked one too, which is given nothing. Refusals: those of `answerFile` for these; `malformed` for any other. */
export const handInFile = async (centre: Centre, device: Device, body: Uint8Array): Promise<Result<FileReply['held'], RefusalCode>> => {
  const [head, bytes, ...more] = findParts(body, 2) ?? [];
  const request = head && findMessage(FileRequest, head);
  if (!request || request.ask === 'get' || more.length > 0 || (request.ask === 'put') !== (bytes !== undefined)) return err('malformed');
  if (request.ask === 'held') return ok(await tellHeld(centre, device, request.files));
  if (bytes!.length > fileRange.most) return err('tooLarge');
  if (bytes!.length === 0 || request.offset + bytes!.length > request.size) return err('malformed');
  const taken = await takeRange(centre, device, keyOf(request), request.offset, bytes!);
  return taken.ok ? ok([taken.value]) : taken;
};
