import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { ChunkRequest, type RefusalCode } from '../../shared/sync/messages.ts';
import type { SyncCentre } from '../centre.ts';
import type { Device } from '../store/devices.ts';

/** The bytes of a chunk from the offset on. `notFound` where there is none, its stream is not the device's, or it ends before the offset. */
export const answerChunk = async (centre: SyncCentre, device: Device, body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const request = findMessage(ChunkRequest, body);
  if (!request) return err('malformed');
  const bytes = await centre.store.tables.findChunkBytes(device.id, findBase64urlBytes(request.hash)!, Math.min(request.offset, 2 ** 31 - 2));
  return bytes && bytes.length > 0 ? ok(bytes) : err('notFound');
};
