import { z } from 'zod';
import { CaseId } from '../base/ids.ts';
import { largestScan, Scan, ScanType } from '../domain/scan.ts';
import { FilePlace } from './file-place.ts';
import { Words } from '../rules/schema/words.ts';

/** A risk as intake offers it, with what can be applied for: all of them, those that the law does not have yet on the day marked. */
export const RiskRow = z.object({
  id: z.string(), title: Words, help: Words, from: z.string(), source: z.string(), recognised: z.boolean(),
  programmes: z.array(z.object({ id: z.string(), level: z.literal([1, 2, 3]), title: Words, summary: Words, usual: z.boolean() })),
});
export type RiskRow = z.infer<typeof RiskRow>;

/** A scan in a list. `here`: the file itself is on this laptop. */
export const ScanRow = z.object({ id: z.string(), scan: Scan, here: z.boolean(), place: FilePlace });
export type ScanRow = z.infer<typeof ScanRow>;

/** A file to be kept with a case. */
export const NewScan = z.object({
  caseId: CaseId,
  document: Scan.shape.document,
  name: Scan.shape.name,
  type: ScanType,
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0, { error: 'required' }).refine(({ length }) => length <= largestScan, { error: 'scanTooLarge' }),
});
export type NewScan = z.infer<typeof NewScan>;
