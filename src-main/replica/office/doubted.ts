import type { DeviceId } from '../../../shared/base/ids.ts';
import type { LetterContent } from '../../../shared/sync/office-letter.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import type { DeviceSetting } from '../session/device-settings.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { listPeers } from '../store/office-peers.ts';

type Doubted = DeviceSetting<'office.doubted'>;

/** To be called where the centre turns out to be restored: of what colleagues wrote, and had been answered for, nobody here knows whether the centre has it still. */
export const doubtPeers = (db: WritableDb): void => {
  putDeviceSetting(db, 'office.doubted', Object.fromEntries(listPeers(db).map(({ device, reached }) => [device, { upTo: reached }])));
};

/** What a colleague's newest letter says of it: once it has read the restored centre, only what it names as open is in doubt. The last piece of a telling alone names all. */
export const settleDoubt = (db: WritableDb, device: DeviceId, { word, open }: Pick<LetterContent, 'word' | 'open'>): void => {
  const doubted: Doubted = findDeviceSetting(db, 'office.doubted') ?? {};
  const { [device]: found, ...rest } = doubted;
  const epoch = findDeviceSetting(db, 'sync.epoch') ?? 0;
  if (!found || word.last < found.upTo || !word.cursors.some((cursor) => cursor.epoch >= epoch)) return;
  const left = open.filter((number) => number <= found.upTo);
  putDeviceSetting(db, 'office.doubted', left.length === 0 ? rest : { ...rest, [device]: { upTo: found.upTo, open: left } });
};

/** True of a colleague's entry that the centre had before it was restored, where nothing has shown since that it has it. */
export const doubtOf = (db: ReadableDb): ((device: string, number: number) => boolean) => {
  const doubted: Doubted = findDeviceSetting(db, 'office.doubted') ?? {};
  return (device, number) => {
    const found = doubted[device as DeviceId];
    return found !== undefined && number <= found.upTo && (found.open?.includes(number) ?? true);
  };
};
