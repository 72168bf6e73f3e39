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
import { findDevice, listAreaDevices, type Device } from '../store/devices.ts';
import { hasAreaTasks } from '../store/streams.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

/** Devices whose programs read the same kinds of document, the largest group first: what is made for one of a group all of it can read. */
const groupByKinds = (devices: readonly Device[]): Device[][] => [...Map.groupBy(devices, ({ kinds }) => [...kinds].sort().join()).values()].sort((a, b) => b.length - a.length);

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
      const loaded = typeof snapshot === 'string' ? (await listAreaDevices(db, snapshot)).filter((device) => !device.revoked) : undefined;
      if (loaded?.length === 0) throw new ToolRefusal({ type: 'noDevices' });
      const groups = !loaded ? [] : (await hasAreaTasks(db, snapshot as string)) ? groupByKinds(loaded) : [loaded];
      // Whose programs read other kinds than most of the district's have the whole of it for themselves.
      const alone = new Set(groups.slice(1).flat().map(({ id }) => id));
      let frames = 0;
      for (const id of new Set([...imported.devices, ...alone])) {
        const device = await findDevice(db, id);
        if (device && !device.revoked) frames += await writeFrames(centre, device, alone.has(id) ? [] : await listSaidCursors(db, id), { out: target, name: id, readers: [device] });
      }
      const [most] = groups;
      if (most) {
        // What every laptop of the district may read: a commission's own come over its own line.
        const plain = most.find((device) => device.classes.length === Math.min(...most.map((one) => one.classes.length)))!;
        frames += await writeFrames(centre, plain, [], { out: target, name: snapshot as string, readers: most.slice(0, 500) });
      }
      return { ...imported, frames };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'ENOSPC' || code === 'EROFS' || code === 'EACCES') throw new ToolRefusal({ type: code === 'ENOSPC' ? 'full' : 'readonly' });
      if (code === 'EIO' || code === 'ENODEV') throw new ToolRefusal({ type: 'broken' });
      throw error;
    } finally {
      await notices.end();
    }
  };
});
