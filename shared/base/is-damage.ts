import type { AppError } from './app-error.ts';

/** True where the data cannot be gone on with as they lie: the file is damaged, or its disk does not read or write. The way out is the same, a snapshot with the save file; the words are not. */
export const isDamage = (error: AppError): error is Extract<AppError, { type: 'StorageCorrupt' | 'StorageFailed' }> => error.type === 'StorageCorrupt' || error.type === 'StorageFailed';
