import type { FilePlace } from '../../../shared/ipc/file-place.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findFileWish } from '../store/file-wishes.ts';
import { isFileHeld } from '../store/files.ts';

/** Where the file with this SHA-256 (hexadecimal) is. `here`: it lies with its record on this laptop. */
export const filePlace = (host: Host, hash: string, here: boolean): FilePlace => {
  const { db } = getOffice(host).replica;
  const isUnderWay = host.fileUnderWay === hash;
  if (here) return isUnderWay ? 'sending' : isFileHeld(db, hash) ? 'centre' : 'only';
  if (isUnderWay) return 'coming';
  const wish = findFileWish(db, hash);
  if (!wish) return 'elsewhere';
  return wish.answer ?? (wish.wanted ? 'wished' : 'elsewhere');
};
