import { join } from 'node:path';
import { toBase64url } from '../../shared/base/base64url.ts';
import { err } from '../../shared/base/result.ts';
import { packParts } from '../../shared/sync/parts.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { limits } from '../../shared/sync/limits.ts';
import { Receipt, type ReceiptLine } from '../../shared/sync/receipt.ts';
import { encodeReceiptFile } from '../../shared/sync/receipt-file.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { mostStickFiles, stickLayout } from '../../shared/sync/stick-layout.ts';
import type { Centre } from '../centre.ts';
import { makeCertificate } from '../enrol/make-certificate.ts';
import { ingestEnvelope } from '../ingest/ingest-envelope.ts';
import { listStickFiles, readStickFile, writeStickFile } from '../platform/stick-files.ts';
import { findDevice } from '../store/devices.ts';

/** `unreadable`: the system did not give its bytes. */
type WhyRefused = RefusalCode | 'unreadable';

/** `refused`: files that brought nothing, by name and reason. `devices`: whose envelopes were among them. */
export type Imported = { readonly envelopes: number; readonly entries: number; readonly quarantined: number; readonly refused: readonly { readonly file: string; readonly why: WhyRefused }[]; readonly devices: readonly string[] };

/**
 * Takes in every envelope below `folder`, each in its own transaction as if it had come over the line, and writes its receipt below `out` once it is committed, with a renewed certificate for its laptop (its lease). A stick that is brought again, or is written half, is answered with the
 * same receipts. A file that cannot be read, or taken in (`internal`: something went wrong here; the next run takes it again), stops no other. Throws where `out` cannot be written to, once everything is taken in; the next run writes the receipts.
 */
export const importEnvelopes = async (centre: Centre, folder: string, out: string): Promise<Imported> => {
  const envelopes = join(folder, stickLayout.root, stickLayout.envelopes);
  const [refused, lines, devices]: [{ file: string; why: WhyRefused }[], ReceiptLine[], Set<string>] = [[], [], new Set()];
  let count = 0;
  let unwritten: { readonly error: unknown } | undefined;
  for (const file of listStickFiles(envelopes, '.envelope', mostStickFiles)) {
    const bytes = readStickFile(envelopes, file, limits.envelope);
    const taken = bytes.ok ? await ingestEnvelope(centre, bytes.value).catch(() => err('internal' as const)) : bytes;
    if (!taken.ok) {
      refused.push({ file, why: taken.error });
      continue;
    }
    count += 1;
    lines.push(...taken.value.lines);
    const { device, envelope } = findMessage(Receipt, taken.value.receipt)!;
    devices.add(device);
    try {
      writeStickFile(join(out, stickLayout.root, stickLayout.receipts, device, `${envelope}.receipt`), encodeReceiptFile({ bytes: taken.value.receipt, signature: taken.value.signature, lines: taken.value.lines }));
    } catch (error) {
      unwritten ??= { error };
    }
  }
  if (unwritten) throw unwritten.error;
  for (const id of devices) {
    const device = await findDevice(centre.database.pool, id);
    if (!device || device.revoked) continue;
    const certificate = makeCertificate(centre, device);
    writeStickFile(join(out, stickLayout.root, stickLayout.receipts, id, `${toBase64url(centre.crypto.sha256(device.readKey)).slice(0, 12)}.certificate`), packParts([certificate.bytes, certificate.signature]));
  }
  return { envelopes: count, entries: lines.length, quarantined: lines.filter((line) => line.r === 'quarantined').length, refused, devices: [...devices].sort() };
};
