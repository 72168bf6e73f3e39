import { z } from 'zod';
import { CaseStep } from '../case.ts';
import { largestScan, ScanType } from '../scan.ts';

/**
 * A file that came with a referral: its record travels with the examination, with the hash of the file (SHA-256, hexadecimal); the file itself is encrypted on the laptop that took it in and goes to the centre behind its record; that laptop is named as the operator named it
 * (`laptop`; absent in a record of an earlier version).
 */
export const AttachedFile = z.object({ name: z.string().trim().min(1).max(200), type: ScanType, size: z.int().positive().max(largestScan), hash: z.string().regex(/^[0-9a-f]{64}$/), added: CaseStep, laptop: z.string().max(120).optional() });
export type AttachedFile = z.infer<typeof AttachedFile>;
