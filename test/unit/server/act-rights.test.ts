import { expect, it } from 'vitest';
import type { Act } from '../../../shared/domain/mse/act.ts';
import { mayChangeAct } from '../../../src-server/ingest/mse-rights.ts';
import { lawfulQuorum } from '../../../src-server/platform/lawful-quorum.ts';
import { actBody, actOf, crypto, members, voteOf } from '../../support/mse/act.ts';

const actor = { author: members[0]!.staff, roles: ['chair' as const], names: ['Мүше 1'], at: '2026-11-22T06:00:00.000Z' };
const law = { knownKeys: (member: string) => actBody(5).members.filter(({ staff }) => staff === member).map(({ signKey }) => signKey), quorumOn: lawfulQuorum };
const may = (before: Act | undefined, after: Act) => mayChangeAct(before, after, actor, crypto, law);

it('the centre takes an act of as many different people as the law wants, and no other, whatever its words say', () => {
  const whole = actOf(actBody(3));
  expect(may(undefined, whole)).toBe(true);
  expect(may({ ...whole, votes: [voteOf(whole, 0), voteOf(whole, 1)] }, { ...whole, status: 'signed', votes: [0, 1, 2].map((n) => voteOf(whole, n)) })).toBe(true);
  const alone = actOf(actBody(1, { quorum: 1 }));
  expect(may(undefined, alone)).toBe(false);
  expect(may(alone, { ...alone, status: 'signed', votes: [voteOf(alone, 0)] })).toBe(false);
  const first = actBody(3).members[0]!;
  expect(may(undefined, actOf(actBody(3, { members: [first, { ...first, chair: false }, { ...first, chair: false }] })))).toBe(false);
});
