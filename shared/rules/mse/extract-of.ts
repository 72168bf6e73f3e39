import type { ActBody } from '../../domain/mse/act-body.ts';
import type { Extract } from '../../domain/mse/extract.ts';

/** The words of an act that those who pay may read. `hash`: of the act's signed bytes, base64url. Pure; the centre makes it anew and compares. */
export const extractOf = (body: ActBody, hash: string): Omit<Extract, 'id' | 'caseId'> => ({
  act: body.id, hash, number: body.number, personId: body.person.id, district: body.district, day: body.day, kind: body.basis.kind, cites: body.cites?.act ?? null, band: body.band,
  birthDate: body.person.birthDate, sex: body.person.sex, outcome: body.decision.outcome, cause: body.decision.cause, generalLoss: body.decision.generalLoss,
  professionalLoss: body.decision.professionalLoss, from: body.decision.from, until: body.decision.until,
});
