/**
 * Program: shows entries that were put aside, with their reasons. `node src-server/tools/quarantine.ts [--device ID] [--why REASON] [--all] [--full]` prints `{"entries":[…]}`: which fields an entry
 * would change, and with --full also to what (personal data: for the eyes of whoever may see them).
 */
import { DeviceId } from '../../shared/base/ids.ts';
import { findEntry } from '../../shared/sync/journal-entry.ts';
import { QuarantineReason } from '../../shared/sync/receipt.ts';
import { listQuarantined } from '../store/quarantine.ts';
import { BadArguments, runTool } from './run-tool.ts';

await runTool(
  'quarantine.ts [--device ID] [--why REASON] [--all] [--full]',
  { device: { type: 'string' }, why: { type: 'string' }, all: { type: 'boolean', default: false }, full: { type: 'boolean', default: false } },
  ({ device, why, all, full }, more) => {
    if (more.length > 0 || (device !== undefined && !DeviceId.safeParse(device).success)) throw new BadArguments('--device: one device id');
    if (why !== undefined && !QuarantineReason.safeParse(why).success) throw new BadArguments(`--why: one of ${QuarantineReason.options.join(', ')}`);
    return async (centre) => {
      const rows = await listQuarantined(centre.database.pool, { device: device as string | undefined, why: why as string | undefined, all: all === true });
      return {
        entries: rows.map(({ bytes, hash: _, ...row }) => {
          const entry = findEntry(bytes);
          const shown = entry && { collection: entry.collection, document: entry.document, command: entry.command, author: entry.author, base: entry.base, fields: Object.keys(entry.changes) };
          return { ...row, entry: shown ? { ...shown, ...(full ? { changes: entry.changes } : {}) } : null };
        }),
      };
    };
  },
);
