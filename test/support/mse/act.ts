import { toBase64url } from '../../../shared/base/base64url.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { StaffId } from '../../../shared/base/ids.ts';
import { ActBody } from '../../../shared/domain/mse/act-body.ts';
import type { Act } from '../../../shared/domain/mse/act.ts';
import { voteMessage, type Vote } from '../../../shared/domain/mse/vote.ts';
import { actHash } from '../../../shared/rules/mse/verify-act.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import { newKeyPair } from '../../../src-main/replica/platform/raw-keys.ts';

export const crypto = createCrypto();
const id = (n: number) => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
/** Five people with keys; the first is the chair. */
export const members = [1, 2, 3, 4, 5].map((n) => ({ pair: newKeyPair('ed25519'), staff: id(n) as StaffId, name: `Мүше ${n}`, chair: n === 1, speciality: 'терапевт' }));

/** The words of an act of an adult with group II. */
export const actBody = (count: number, change: object = {}): ActBody =>
  ActBody.parse({
    v: 1, id: id(100), assessment: id(101), number: '2026-1/A', minutes: '2026-1/A', device: id(102), district: '630000000', day: '2026-11-22', sealedAt: '2026-11-22T06:00:00.000Z', place: 'Ұлан', fieldTrip: false,
    mode: 'inPerson', basis: { kind: 'first', act: null, reason: '' }, cites: null,
    person: { id: id(103), iin: null, nameKk: 'Сынақ Адам', nameRu: 'Сынак Адам', birthDate: '1974-03-01', sex: 'male', synthetic: true }, band: 'adult',
    referral: { form: '', organisation: 'АОА', number: '17', date: '2026-11-03', commission: [{ name: 'Ә. Қуанышев', position: '' }], main: { code: 'T93', text: '' }, others: [], treatment: 'ЛФК', onset: '2026-06-01', exception: null, attachments: [], insured: true, workHarm: null },
    ratings: [{ category: 'movement', degree: 2, items: [{ code: 'd450', qualifier: 2 }] }], whodas: null, complaints: '', findings: '',
    proposed: { outcome: 'group2', terms: ['y1'], rules: [] },
    decision: { outcome: 'group2', cause: 'generalIllness', causePaper: '', term: 'y1', generalLoss: 65, professionalLoss: null, mainProfession: '', grounds: '', from: '2026-11-22', until: '2027-11-22' },
    members: members.slice(0, count).map(({ pair, ...member }) => ({ ...member, signKey: toBase64url(pair.publicKey) })), quorum: 3, ...change,
  });

/** The act of `body`, unsigned. */
export const actOf = (body: ActBody): Act => ({
  id: body.id, number: body.number, minutes: body.minutes, assessment: body.assessment, personId: body.person.id, district: body.district, day: body.day, until: body.decision.until, cites: body.cites?.act ?? null,
  status: 'signing', body: canonicalJson(body), votes: [],
});

/** The vote of member `n` (from 0). */
export const voteOf = (act: Act, n: number, vote: 'for' | 'against' = 'for'): Vote => {
  const member = members[n]!;
  const words = { member: member.staff, vote, dissent: vote === 'against' ? 'Келіспеймін' : '', at: '2026-11-22T06:01:00.000Z' } as Omit<Vote, 'signature'>;
  return { ...words, signature: toBase64url(crypto.sign(member.pair.privateKey, voteMessage(actHash(crypto, act), words))) };
};
