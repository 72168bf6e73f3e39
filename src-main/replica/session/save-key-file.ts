import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { writeKeyFile, type KeyFile } from '../platform/key-file.ts';
import type { Host } from './host-parts.ts';

/** Writes the key file whole. Errors: StorageFull, StorageReadonly; the old file is then still there. */
export const saveKeyFile = (host: Host, keys: KeyFile): Result<void, AppError> => {
  try {
    writeKeyFile(host.files.keys, keys);
    return ok();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return err({ type: code === 'ENOSPC' || code === 'EDQUOT' ? 'StorageFull' : 'StorageReadonly' });
  }
};
