import type { ActId, AssessmentId, PersonId } from '../../../shared/base/ids.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { actBody, actOf, voteOf } from '../../support/mse/act.ts';

const at = (kind: string, n: number): string => `01890000-0000-7000-8000-${kind}${n.toString(16).padStart(11, '0')}`;

/** Id of act `n` of the bench. */
export const actIdOf = (n: number): ActId => at('a', n) as ActId;

/** Writes `count` signed acts of another laptop, each with words and three signatures of its own, two to a person. */
export const fillActs = (replica: Replica, count: number): void => {
  const part = 1000;
  const sample = actBody(3);
  for (let first = 0; first < count; first += part) {
    const documents = Array.from({ length: Math.min(part, count - first) }, (_, i) => {
      const n = first + i;
      const body = {
        ...sample, id: actIdOf(n), assessment: at('b', n) as AssessmentId, number: `2026-${n}/A`, person: { ...sample.person, id: at('c', Math.floor(n / 2)) as PersonId },
        findings: 'Оң жақ тізе буынында қозғалыс шектелген, жүргенде таяққа сүйенеді. '.repeat(8), referral: { ...sample.referral, treatment: 'Остеосинтез, емдік дене шынықтыру, физиоем. '.repeat(12).trim() },
      };
      const act = actOf(body);
      return { collection: 'acts', document: { ...act, status: 'signed' as const, votes: [0, 1, 2].map((member) => voteOf(act, member)) } };
    });
    const saved = replica.commit({ durability: 'normal', documents });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  }
};
