import { z } from 'zod';
import { base64urlOf } from '../../base/base64url.ts';
import { ActId, AssessmentId, DeviceId, PersonId } from '../../base/ids.ts';
import { Instant } from '../../base/instant.ts';
import { PlainDate } from '../../base/plain-date.ts';
import { KatoCode } from '../kato.ts';
import { AgeBand } from './age-band.ts';
import { Basis } from './assessment.ts';
import { Cause } from './cause.ts';
import { DecisionDraft } from './decision-draft.ts';
import { Member } from './member.ts';
import { Outcome } from './outcome.ts';
import { Ratings } from './rating.ts';
import { Referral } from './referral.ts';
import { Term } from './term.ts';
import { Whodas } from './whodas.ts';

/** What a commission decided, complete. `from`: the day it was set; `until`: the day on which it no longer holds and a re-examination is due, null: never. */
export const Decision = DecisionDraft.extend({ outcome: Outcome, cause: Cause.nullable(), term: Term.nullable(), from: PlainDate, until: PlainDate.nullable() });
export type Decision = z.infer<typeof Decision>;

/**
 * The words of an act: everything that the members sign, as it was on the day. Kept and checked as the bytes that were signed (canonical JSON), never encoded anew. `cites`:
 * the act that this one corrects, replaces or annuls, with the hash of its bytes.
 */
export const ActBody = z.object({
  v: z.literal(1),
  id: ActId,
  assessment: AssessmentId,
  number: z.string().max(30),
  minutes: z.string().max(30),
  device: DeviceId,
  district: KatoCode,
  day: PlainDate,
  sealedAt: Instant,
  place: z.string().max(200),
  fieldTrip: z.boolean(),
  mode: z.enum(['inPerson', 'inAbsentia']),
  basis: Basis,
  cites: z.object({ act: ActId, hash: base64urlOf(32) }).nullable(),
  person: z.object({
    id: PersonId, iin: z.string().nullable(), nameKk: z.string(), nameRu: z.string(), birthDate: PlainDate, sex: z.enum(['male', 'female']), synthetic: z.boolean(),
  }),
  band: AgeBand,
  referral: Referral,
  ratings: Ratings,
  whodas: Whodas.nullable(),
  complaints: z.string(),
  findings: z.string(),
  /** What the rules proposed, and by which parameters of the law: id and the day from which its value held. */
  proposed: z.object({ outcome: Outcome, terms: z.array(Term), rules: z.array(z.object({ id: z.string(), from: PlainDate })) }),
  decision: Decision,
  members: z.array(Member).min(1).max(9),
  quorum: z.int().positive(),
});
export type ActBody = z.infer<typeof ActBody>;
