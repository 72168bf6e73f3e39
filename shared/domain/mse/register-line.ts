import { z } from 'zod';
import { ActId } from '../../base/ids.ts';
import { CaseStep } from '../case.ts';
import { KatoCode } from '../kato.ts';

/**
 * A line of the registers that an auditor reads: numbers of acts and minutes that became void, and numbered blanks (certificates) received, issued or spoilt. Each number has one line
 * for each thing that happened to it; lines are never changed.
 */
export const RegisterLine = z.object({
  id: z.string().max(36),
  district: KatoCode,
  kind: z.enum(['act', 'minutes', 'blank']),
  number: z.string().trim().min(1, { error: 'required' }).max(30, { error: 'tooLong' }),
  event: z.enum(['void', 'received', 'issued', 'spoilt']),
  act: ActId.nullable(),
  step: CaseStep,
  reason: z.string().trim().max(500, { error: 'tooLong' }),
});
export type RegisterLine = z.infer<typeof RegisterLine>;
