/**
 * Program: takes in what laptops have put on a stick, and gives it their receipts and what is new for them. `node src-server/tools/import.ts FOLDER [--out FOLDER] [--snapshot КАТО]` prints
 * `{"envelopes","entries","quarantined","refused":[{"file","why"}],"devices","frames"}`. Without --out the answers go onto the same stick. `--snapshot`: everything of a district, for all its laptops, too (a first load).
 */
import { existsSync } from 'node:fs';
import { KatoCode } from '../../shared/domain/kato.ts';
import { importEnvelopes } from '../stick/import-envelopes.ts';
import { writeFrames } from '../stick/write-frames.ts';
import { createLiveNotices } from '../live-notices.ts';
import { listSaidCursors } from '../store/device-cursors.ts';
import { findDevice, listAreaDevices } from '../store/devices.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('import.ts FOLDER [--out FOLDER] [--snapshot КАТО]', { out: { type: 'string' }, snapshot: { type: 'string' } }, ({ out, snapshot }, [folder, ...more]) => {
  if (!folder || more.length > 0 || !existsSync(folder)) throw new BadArguments('one FOLDER that is there is needed');
  if (snapshot !== undefined && !KatoCode.safeParse(snapshot).success) throw new BadArguments('--snapshot: the КАТО code of a district');
  const target = typeof out === 'string' ? out : folder;
  return async (given) => {
    const notices = createLiveNotices(given.database, () => undefined);
    const centre = { ...given, watch: { taken: () => undefined, said: () => undefined, compared: () => undefined, moved: notices.tell } };
    const db = centre.database.pool;
    try {
      const imported = await importEnvelopes(centre, folder, target);
      let frames = 0;
      for (const id of imported.devices) {
        const device = await findDevice(db, id);
        if (device && !device.revoked) frames += await writeFrames(centre, device, await listSaidCursors(db, id), { out: target, name: id, readers: [device] });
      }
      if (typeof snapshot === 'string') {
        const devices = (await listAreaDevices(db, snapshot)).filter((device) => !device.revoked);
        const [first] = devices;
        if (!first) throw new ToolRefusal({ type: 'noDevices' });
        // What every laptop of the district may read: a commission's own come over its own line.
        const plain = devices.find((device) => device.classes.length === Math.min(...devices.map((one) => one.classes.length))) ?? first;
        frames += await writeFrames(centre, plain, [], { out: target, name: snapshot, readers: devices.slice(0, 500) });
      }
      return { ...imported, frames };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'ENOSPC' || code === 'EROFS' || code === 'EACCES') throw new ToolRefusal({ type: code === 'ENOSPC' ? 'full' : 'readonly' });
      throw error;
    } finally {
      await notices.end();
    }
  };
});
