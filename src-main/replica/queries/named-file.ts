import type { ScanType } from '../../../shared/domain/scan.ts';
import { findDocument } from '../store/documents.ts';
import type { WantedFile } from '../store/file-wishes.ts';
import type { Replica } from '../store/replica.ts';
import { scanFile } from './scan-file.ts';

/** A file as its record names it: SHA-256 in hexadecimal, size in bytes, kind, and the name under which it is attached here. */
export type NamedFile = { readonly hash: string; readonly size: number; readonly type: ScanType; readonly name: string };

/** The file as its record names it now; undefined where that names it no more. */
export const findNamedFile = (replica: Replica, { collection, document, hash }: WantedFile): NamedFile | undefined => {
  if (collection === 'scans') {
    const scan = findDocument(replica, 'scans', document);
    return scan?.hash === hash && scan.removed === null ? { hash, size: scan.size, type: scan.type, name: scanFile } : undefined;
  }
  const file = findDocument(replica, 'assessments', document)?.files?.find((one) => one.hash === hash);
  return file && { hash, size: file.size, type: file.type, name: hash };
};
