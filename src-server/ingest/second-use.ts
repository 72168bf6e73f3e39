import type { RegisterLine } from '../../shared/domain/mse/register-line.ts';
import { versionAfter } from '../../shared/sync/merge-entry.ts';
import { hashedId } from './task-id.ts';
import { keyOf, type Incoming, type WorkingDocument, type Workspace } from './workspace.ts';

/** True where a line says of a blank what can be said of it once, and another line has said it: received, given out (also where it was spoilt before), or spoilt a second time. */
export const isSecondUse = ({ documents }: Pick<Workspace, 'documents'>, line: RegisterLine): boolean => {
  if (line.kind !== 'blank' || line.event === 'void') return false;
  const rivals = line.event === 'issued' ? ['issued', 'spoilt'] : [line.event];
  return [...documents.values()].some(({ collection, id, body }) =>
    collection === 'registers' && id !== line.id && body['kind'] === 'blank' && body['district'] === line.district && body['number'] === line.number && rivals.includes(String(body['event'])));
};

/**
 * The line by which a district hears that the number of a blank was used a second time: `void`, in the name and at the time of who wrote the line that was put aside, with its act; `reason` says on which laptop. The centre makes it, since it alone has both, with an id made from
 * the entry, so that the same one is made again after a restore.
 */
export const tellSecondUse = ({ documents, device, crypto, epoch }: Workspace, line: RegisterLine, { bytes }: Incoming): void => {
  const id = hashedId(crypto.sha256, 'tirek/second-use/1', bytes);
  const key = keyOf('registers', id);
  if (documents.has(key)) return;
  const body: RegisterLine = { id, district: line.district, kind: 'blank', number: line.number, event: 'void', act: line.act, step: line.step, reason: device.name };
  const made: WorkingDocument = {
    collection: 'registers', id, version: versionAfter(0, epoch), body, fieldVersions: { fields: {}, writers: {} }, areas: [line.district], created: true, changed: true, areasChanged: true, pending: new Set([line.district]),
  };
  documents.set(key, made);
};
