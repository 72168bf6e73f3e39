import { err, ok, type Result } from '../../shared/base/result.ts';
import { fileRange } from '../../shared/sync/file-messages.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import type { Centre } from '../centre.ts';
import { inTransaction } from '../store/db.ts';
import type { Device } from '../store/devices.ts';
import { mayHandIn } from './may-hand-in.ts';
import { appendFileRange, beginFile, dropFile, endFile, findFile, keepRangeAhead, readFileBytes, type FileKey } from '../store/files.ts';

/** Files that a device may have begun at a time. */
export const mostUnfinished = 20;

/** A range may come before the one that it follows: so many bytes past what is here, at most. */
const farthestAhead = fileRange.most;

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/**
 * Takes the bytes of a file from `offset` on, where they follow what is here, and keeps them for then where they will as soon as one more range has come: two that are under way together may come in any order. How much is here then from the
 * beginning without a gap, null where nothing that the device may read names the file. The same range again, or one of another laptop that sends the same file, changes nothing. With its last byte the file is checked: one that is not the content of its name is dropped whole (`badFile`), and is never given to anybody.
 */
export const takeRange = (centre: Centre, device: Device, key: FileKey, offset: number, bytes: Uint8Array): Promise<Result<number | null, RefusalCode>> =>
  inTransaction<Result<number | null, RefusalCode>>(centre.database, async (db) => {
    if (!(await mayHandIn(centre, db, device, key))) return ok(null);
    const now = new Date(centre.milliseconds());
    if (offset <= farthestAhead && !(await findFile(db, key))) await beginFile(db, key, device.id, now, mostUnfinished);
    const file = await findFile(db, key, true);
    const held = file?.held ?? 0;
    if (!file || file.whole || offset < held || offset > held + farthestAhead) return ok(held);
    if (offset > held) {
      await keepRangeAhead(db, key, held, offset, bytes);
      return ok(held);
    }
    const reached = await appendFileRange(db, key, offset, bytes, now);
    if (reached < key.size) return ok(reached);
    if (!same(centre.crypto.sha256(await readFileBytes(db, key, 0, key.size)), key.hash)) {
      await dropFile(db, key);
      return err('badFile');
    }
    await endFile(db, key, now);
    return ok(key.size);
  });
