import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { sumText } from '../../shared/sync/compare/stream-sum.ts';
import { SyncRequest, type RefusalCode, type SyncReply } from '../../shared/sync/messages.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import type { SyncCentre } from '../centre.ts';
import { ingestEnvelope } from '../ingest/ingest-envelope.ts';
import { pullFrames } from '../pull/pull-frames.ts';
import type { Device } from '../store/devices.ts';

const nothing = new Uint8Array();

/** One round trip: what the device brings is taken in first, so what it pulls in the same reply already shows it. An envelope may be another device's, carried. */
export const answerSync = async (centre: SyncCentre, device: Device, body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const [head, ...envelopes] = findParts(body, 20) ?? [];
  const request = head && findMessage(SyncRequest, head);
  if (!request || request.envelopes !== envelopes.length) return err('malformed');
  centre.watch?.said(device.id, request.cursors);
  const answers: SyncReply['envelopes'] = [];
  const receipts: Uint8Array[] = [];
  for (const envelope of envelopes) {
    const taken = await ingestEnvelope(centre, envelope);
    answers.push(taken.ok ? { lines: [...taken.value.lines] } : { lines: [], refused: taken.error });
    receipts.push(...(taken.ok ? [taken.value.receipt, taken.value.signature] : [nothing, nothing]));
  }
  const { frames, more, chunks, sum } = await pullFrames(centre, device.id, request.cursors, request.maxBytes, request.frameBytes);
  const reply: SyncReply = { envelopes: answers, frames: frames.length, more, ...(chunks ? { chunks } : {}), ...(sum === undefined ? {} : { sum: sumText(sum) }) };
  return ok(packParts([utf8(canonicalJson(reply)), ...receipts, ...frames]));
};
