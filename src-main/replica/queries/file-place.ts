import type { FilePlace } from '../../../shared/ipc/file-place.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { isFileHeld } from '../store/files.ts';

/** Where the file with this SHA-256 (hexadecimal) is. `here`: it lies with its record on this laptop. */
export const filePlace = (host: Host, hash: string, here: boolean): FilePlace => {
  if (!here) return 'elsewhere';
  if (host.fileUnderWay === hash) return 'sending';
  return isFileHeld(getOffice(host).replica.db, hash) ? 'centre' : 'only';
};
