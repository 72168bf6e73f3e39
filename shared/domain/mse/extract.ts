import { z } from 'zod';
import { base64urlOf } from '../../base/base64url.ts';
import { ActId, CaseId, PersonId } from '../../base/ids.ts';
import { PlainDate } from '../../base/plain-date.ts';
import { KatoCode } from '../kato.ts';
import { AgeBand } from './age-band.ts';
import { Cause } from './cause.ts';
import { Outcome } from './outcome.ts';

const percent = z.int().min(0).max(100).nullable();

/** What stands in the place of what an act said where nothing may be told of it. */
export const nothingTold = { number: '', birthDate: '1900-01-01' as PlainDate, outcome: 'none', cause: null, generalLoss: null, professionalLoss: null, from: '1900-01-01' as PlainDate, until: null } as const;

/**
 * What a signed act says to those who assign and pay: group, cause, degrees and days, nothing medical, so that an office without a commission has it. Made in the transaction of the last
 * signature and never changed: a correction or an annulment is an act of its own with its own extract. `hash`: of the act's signed bytes, base64url; `until`: the first day on which it no longer
 * holds; `caseId`: the case that the act opened or found open.
 */
export const Extract = z.object({
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' }),
  act: ActId,
  hash: base64urlOf(32),
  number: z.string().max(30),
  personId: PersonId,
  district: KatoCode,
  day: PlainDate,
  kind: z.enum(['first', 'again', 'correction', 'appeal', 'annulment']),
  cites: ActId.nullable(),
  band: AgeBand,
  birthDate: PlainDate,
  sex: z.enum(['male', 'female']),
  outcome: Outcome,
  cause: Cause.nullable(),
  generalLoss: percent,
  professionalLoss: percent,
  from: PlainDate,
  until: PlainDate.nullable(),
  caseId: CaseId.nullable(),
});
export type Extract = z.infer<typeof Extract>;
