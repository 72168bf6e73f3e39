import { z } from 'zod';

/** Time-ordered UUID (version 7, RFC 9562), lower case: random keys would cost the replica tenfold on insert. */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' });

export const PersonId = uuid.brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const CaseId = uuid.brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;
export const BatchId = uuid.brand<'BatchId'>();
export type BatchId = z.infer<typeof BatchId>;
export const StaffId = uuid.brand<'StaffId'>();
export type StaffId = z.infer<typeof StaffId>;
export const DeviceId = uuid.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
export const AssessmentId = uuid.brand<'AssessmentId'>();
export type AssessmentId = z.infer<typeof AssessmentId>;
export const ActId = uuid.brand<'ActId'>();
export type ActId = z.infer<typeof ActId>;
export const ProgrammeId = uuid.brand<'ProgrammeId'>();
export type ProgrammeId = z.infer<typeof ProgrammeId>;
