/**
 * Program: shows entries that were put aside, with their reasons. `node src-server/tools/quarantine.ts [--device ID] [--why REASON] [--all] [--full]` prints `{"entries":[…],"more":…}`: which fields an entry
 * would change, and with --full also to what (personal data: for the eyes of whoever may see them). The oldest thousand; `more` where there are others, which --device and --why narrow down. `givenUp`: the office needs it no more; when and by whom it was given up, and with --full why.
 */
import { DeviceId } from '../../shared/base/ids.ts';
import { hlcInstant } from '../../shared/sync/hlc.ts';
import { findEntry } from '../../shared/sync/journal-entry.ts';
import { QuarantineReason } from '../../shared/sync/receipt.ts';
import { isGivingUp } from '../../shared/sync/own-word.ts';
import { listGivenUp, listQuarantined } from '../store/quarantine.ts';
import { BadArguments, runTool } from './run-tool.ts';

/** Entries in one answer. */
const mostShown = 1000;

await runTool(
  'quarantine.ts [--device ID] [--why REASON] [--all] [--full]',
  { device: { type: 'string' }, why: { type: 'string' }, all: { type: 'boolean', default: false }, full: { type: 'boolean', default: false } },
  ({ device, why, all, full }, more) => {
    if (more.length > 0 || (device !== undefined && !DeviceId.safeParse(device).success)) throw new BadArguments('--device: one device id');
    if (why !== undefined && !QuarantineReason.safeParse(why).success) throw new BadArguments(`--why: one of ${QuarantineReason.options.join(', ')}`);
    return async (centre) => {
      const rows = await listQuarantined(centre.database.pool, { device: device as string | undefined, why: why as string | undefined, all: all === true }, mostShown + 1);
      const read = rows.slice(0, mostShown).map((row) => ({ ...row, entry: findEntry(row.bytes) }));
      const told = (await listGivenUp(centre.database.pool, read.flatMap(({ device: of, entry }) => (entry ? [{ device: of, document: entry.document }] : [])))).flatMap(({ bytes }) => findEntry(bytes) ?? []);
      return {
        more: rows.length > mostShown,
        entries: read.map(({ bytes: _bytes, hash: _hash, entry, ...row }) => {
          const word = told.find((one) => isGivingUp(one) && one.device === row.device && one.document === entry?.document && one.number > row.number);
          const shown = entry && { collection: entry.collection, document: entry.document, command: entry.command, author: entry.author, base: entry.base, fields: Object.keys(entry.changes) };
          const givenUp = word && { at: hlcInstant(word.hlc), by: word.author, ...(full ? { why: word.note ?? '' } : {}) };
          return { ...row, entry: shown ? { ...shown, ...(full ? { changes: entry.changes } : {}) } : null, ...(givenUp ? { givenUp } : {}) };
        }),
      };
    };
  },
);
