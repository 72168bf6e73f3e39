import { z } from 'zod';
import { CaseId, PersonId } from '../base/ids.ts';
import { CaseStep } from './case.ts';
import { KatoCode } from './kato.ts';

/** Kinds of file that a scan may be. */
export const ScanType = z.enum(['application/pdf', 'image/jpeg', 'image/png']);
export type ScanType = z.infer<typeof ScanType>;

const beginnings = { 'application/pdf': [0x25, 0x50, 0x44, 0x46], 'image/jpeg': [0xff, 0xd8, 0xff], 'image/png': [0x89, 0x50, 0x4e, 0x47] } as const satisfies Record<ScanType, readonly number[]>;

/** True where a file begins as one of its kind does: what is called a picture and is none is not taken in. */
export const isOfKind = (type: ScanType, bytes: Uint8Array): boolean => beginnings[type].every((byte, at) => bytes[at] === byte);

/** The largest scan, in bytes. */
export const largestScan = 10 * 1024 * 1024;

/**
 * A scanned document of a case. The record travels, with the hash of the file (SHA-256, hexadecimal); the file itself is encrypted on the laptop that took it in, and goes to the centre behind its record.
 * `document` is the id of a document in the rules.
 */
export const Scan = z.object({
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' }),
  caseId: CaseId,
  personId: PersonId,
  district: KatoCode,
  document: z.string().max(60),
  name: z.string().trim().min(1).max(200),
  type: ScanType,
  size: z.int().positive().max(largestScan),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  added: CaseStep,
  /** Taken away again: the record stays, the file goes. */
  removed: CaseStep.nullable(),
});
export type Scan = z.infer<typeof Scan>;
