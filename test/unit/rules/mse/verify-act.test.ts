import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf, utf8 } from '../../../../shared/base/bytes.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import { judgeVotes } from '../../../../shared/rules/mse/judge-votes.ts';
import { verifyAct } from '../../../../shared/rules/mse/verify-act.ts';
import { actBody, actOf, crypto, members, voteOf } from '../../../support/mse/act.ts';

const unknown = () => undefined;
const signed = (): Act => {
  const act = actOf(actBody(3));
  return { ...act, status: 'signed', votes: [voteOf(act, 0), voteOf(act, 1), voteOf(act, 2, 'against')] };
};
const faultsOf = (act: Act) => verifyAct(crypto, act, unknown).faults;

describe('verifyAct', () => {
  it('finds nothing wrong with an act as it was signed', () => expect(faultsOf(signed())).toEqual([]));

  it('notices every single byte of the signed words, each flipped', () => {
    const act = signed();
    const bytes = utf8(act.body);
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = bytes.slice();
      flipped[at]! ^= 1;
      let body: string;
      try {
        body = textOf(flipped);
      } catch {
        continue; // no text at all: cannot even stand in the document
      }
      expect([at, faultsOf({ ...act, body }).length > 0]).toEqual([at, true]);
    }
  });
  it('notices every bit of a signature and every character of a vote', () => {
    const act = signed();
    const vote = act.votes[2]!;
    const others = act.votes.slice(0, 2);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < vote.signature.length; at += 1)
      for (let bit = 1; bit < 64; bit *= 2) {
        const letter = alphabet[alphabet.indexOf(vote.signature[at]!) ^ bit]!;
        expect(faultsOf({ ...act, votes: [...others, { ...vote, signature: vote.signature.slice(0, at) + letter + vote.signature.slice(at + 1) }] })).toContain('signature');
      }
    expect(faultsOf({ ...act, votes: [...others, { ...vote, dissent: `${vote.dissent} ` }] })).toContain('signature');
    expect(faultsOf({ ...act, votes: [...others, { ...vote, vote: 'for' }] })).toContain('signature');
    expect(faultsOf({ ...act, votes: [...others, { ...vote, at: '2026-11-22T06:01:00.001Z' as never }] })).toContain('signature');
  });
  it('notices fields beside the words that say something else, and a status that no votes bear out', () => {
    const act = signed();
    expect(faultsOf({ ...act, until: null })).toEqual(['fields']);
    expect(faultsOf({ ...act, number: '2026-2/A' })).toEqual(['fields']);
    expect(faultsOf({ ...act, votes: act.votes.slice(0, 2) })).toEqual(['status']);
    expect(faultsOf({ ...act, status: 'rejected' })).toEqual(['status']);
    expect(faultsOf({ ...act, votes: [act.votes[0]!, act.votes[0]!, act.votes[0]!] })).toEqual(expect.arrayContaining(['votes', 'status']));
  });
  it('knows a member’s key from a stranger’s', () => {
    const act = signed();
    expect(verifyAct(crypto, act, (staff) => (staff === members[0]!.staff ? ['another'] : undefined)).faults).toEqual(['unknownKey']);
  });
});

describe('judgeVotes', () => {
  it('adopts nothing without quorum, without every member, or against the majority; at a tie the chair decides', () => {
    const anyCount = fc.integer({ min: 1, max: 5 });
    fc.assert(fc.property(anyCount, fc.integer({ min: 1, max: 5 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('for' as const, 'against' as const)), { maxLength: 8 }), (count, quorum, cast) => {
      const body = actBody(count, { quorum });
      const votes = cast.map(([n, vote]) => ({ member: (members[n]?.staff ?? 'nobody') as never, vote }));
      const verdict = judgeVotes(body, votes);
      const first = new Map<string, string>();
      for (const one of votes) if (!first.has(one.member)) first.set(one.member, one.vote);
      const words = body.members.map((member) => first.get(member.staff));
      if (verdict !== 'open') expect(words.every(Boolean) && count >= quorum).toBe(true);
      const [pro, contra] = [words.filter((word) => word === 'for').length, words.filter((word) => word === 'against').length];
      if (verdict === 'adopted') expect(pro > contra || (pro === contra && words[0] === 'for')).toBe(true);
      if (verdict === 'rejected') expect(contra > pro || (pro === contra && words[0] === 'against')).toBe(true);
    }));
  });
});
