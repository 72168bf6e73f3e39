import { z } from 'zod';
import { ActId, PersonId, ProgrammeId } from '../../base/ids.ts';
import { PlainDate } from '../../base/plain-date.ts';
import { CaseStep } from '../case.ts';
import { KatoCode } from '../kato.ts';
import { MeasureStatus } from './measure-status.ts';

/** One measure of a programme. `came`: the measure of the programme before from which it was carried over. `outcome`: how far its goal was reached, once evaluated. */
export const Measure = z.object({
  id: z.string().max(36),
  part: z.enum(['medical', 'social', 'vocational']),
  kind: z.enum(['treatment', 'surgery', 'prosthetics', 'aids', 'sanatorium', 'care', 'homeHelp', 'training', 'jobPlacement', 'workplace', 'other']),
  text: z.string().trim().min(1, { error: 'required' }).max(500, { error: 'tooLong' }),
  executor: z.string().trim().min(1, { error: 'required' }).max(200, { error: 'tooLong' }),
  place: z.string().trim().max(200, { error: 'tooLong' }),
  from: PlainDate,
  to: PlainDate,
  quantity: z.int().min(1).max(9999),
  status: MeasureStatus,
  outcome: z.enum(['reached', 'partly', 'notReached']).nullable(),
  note: z.string().trim().max(1000, { error: 'tooLong' }),
  came: z.string().max(36).nullable(),
}).refine((measure) => measure.to >= measure.from, { error: 'order', path: ['to'] });
export type Measure = z.infer<typeof Measure>;

/** The individual programme of habilitation and rehabilitation (АОЖБ / ИПАР) that goes with an act. */
export const Programme = z.object({
  id: ProgrammeId,
  personId: PersonId,
  district: KatoCode,
  act: ActId,
  /** The programme before, whose open measures were carried over. */
  previous: ProgrammeId.nullable(),
  from: PlainDate,
  until: PlainDate.nullable(),
  measures: z.array(Measure).max(100),
  opened: CaseStep,
  /** Closed when the next programme took over. */
  closed: CaseStep.nullable(),
});
export type Programme = z.infer<typeof Programme>;
