import { join } from 'node:path';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { StickWritten } from '../../../shared/ipc/stick-state.ts';
import { stickLayout } from '../../../shared/sync/stick-layout.ts';
import { checkRoom, findStick, listStickFiles, writeStickFile } from '../platform/stick-files.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { sealForStick } from '../sync/outbox.ts';
import { writeOfficeFiles } from './write-office-files.ts';
import { breatheOrStop, runStickWork, showStick } from './stick-work.ts';

/**
 * stick.write: all released entries without a receipt, as envelopes on a stick, beside those of other laptops. Nothing changes here: they are unsent until their receipts come, over whichever way. What stands there already
 * is not written again. With it goes what this laptop has to tell the others of its office, and what it carries for them. Errors: StickRefused{missing, full, readonly, gone, nothing}, Cancelled, Conflict{what:'stick'}.
 */
export const writeStick = (host: Host, { folder }: { readonly folder: string }): Promise<Result<StickWritten, AppError>> =>
  runStickWork(host, 'writing', async (signal) => {
    const there = findStick(folder);
    if (!there.ok) return there;
    const office = getOffice(host);
    const envelopes = join(folder, stickLayout.root, stickLayout.envelopes);
    const listed = listStickFiles(envelopes, '.envelope', Infinity);
    if (!listed.ok) return listed;
    const known = new Set(listed.value);
    const head = findDeviceSetting(office.replica.db, 'push.head');
    const sum = { envelopes: 0, entries: 0, bytes: 0, told: 0, carried: 0 };
    let [after, previous]: [number, Uint8Array] = [0, (head && findBase64urlBytes(head)) || new Uint8Array(32)];
    for (;;) {
      const stopped = await breatheOrStop(host, office, signal);
      if (stopped) return err(stopped);
      const sealed = sealForStick(host, after, previous);
      if (!sealed) break;
      const { numbers, bytes } = sealed;
      // The same entries have the same name, so that a stick that is written twice does not fill up.
      const name = `${office.certificate.device}-${numbers[0]}-${numbers.at(-1)}-${toBase64url(host.crypto.sha256(utf8(numbers.join(' ')))).slice(0, 12)}.envelope`;
      const path = join(envelopes, name);
      if (!known.has(path)) {
        const room = checkRoom(folder, bytes.length + 65_536);
        const written = room.ok ? writeStickFile(path, bytes) : room;
        if (!written.ok) return written;
        sum.bytes += bytes.length;
      }
      sum.envelopes += 1;
      sum.entries += numbers.length;
      [after, previous] = [numbers.at(-1)!, host.crypto.sha256(bytes)];
      showStick(host, { filesDone: sum.envelopes, files: sum.envelopes, bytes: sum.bytes });
    }
    const colleagues = await writeOfficeFiles(host, folder, sum);
    if (!colleagues.ok) return colleagues;
    showStick(host, { bytes: sum.bytes });
    return sum.envelopes === 0 && !colleagues.value ? err({ type: 'StickRefused', detail: 'nothing' }) : ok(sum);
  }, (written) => ({ written }));
