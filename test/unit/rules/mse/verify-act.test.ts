import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf, utf8 } from '../../../../shared/base/bytes.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import { judgeVotes } from '../../../../shared/rules/mse/judge-votes.ts';
import { verifyAct } from '../../../../shared/rules/mse/verify-act.ts';
import { mseRules } from '../../../support/mse-rules.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import { actBody, actOf, crypto, members, voteOf } from '../../../support/mse/act.ts';

const law = { knownKeys: () => undefined, quorumOn: (day: PlainDate) => getDated(mseRules.quorum, day).value };
const signed = (): Act => {
  const act = actOf(actBody(3));
  return { ...act, status: 'signed', votes: [voteOf(act, 0), voteOf(act, 1), voteOf(act, 2, 'against')] };
};
const faultsOf = (act: Act, by = crypto) => verifyAct(by, act, law).faults;
/** Verifies what was really signed in `acts` and nothing else, without reckoning it anew: for tests of thousands of acts. */
const quick = (...acts: readonly Act[]): typeof crypto => {
  const told = (...parts: readonly Uint8Array[]) => parts.map((part) => Buffer.from(part).toString('base64url')).join();
  const signedWords = new Set<string>();
  for (const act of acts) verifyAct({ ...crypto, verify: (...parts) => { const holds = crypto.verify(...parts); if (holds) signedWords.add(told(...parts)); return holds; } }, act, law);
  return { ...crypto, verify: (...parts) => signedWords.has(told(...parts)) };
};

describe('verifyAct', () => {
  it('finds nothing wrong with an act as it was signed', () => expect(faultsOf(signed())).toEqual([]));

  it('notices every single bit of the signed words, each flipped', () => {
    const act = signed();
    const [bytes, by] = [utf8(act.body), quick(act)];
    expect(faultsOf(act, by)).toEqual([]);
    const missed: string[] = [];
    let texts = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      let body: string;
      try {
        body = textOf(flipped);
      } catch {
        continue; // no text at all: cannot even stand in the document
      }
      texts += 1;
      if (faultsOf({ ...act, body }, by).length === 0) missed.push(`bit ${String(bit)}`);
    }
    expect(missed).toEqual([]);
    expect(texts).toBeGreaterThan(bytes.length * 4);
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
    expect(verifyAct(crypto, act, { ...law, knownKeys: (staff) => (staff === members[0]!.staff ? ['another'] : undefined) }).faults).toEqual(['unknownKey']);
  });
});

describe('quorum', () => {
  it('is that of the law, not of the act, and of different people with one chair among them', () => {
    const made = (change: object, voters: readonly number[]) => {
      const act = actOf(actBody(3, change));
      return faultsOf({ ...act, status: 'signed', votes: voters.map((n) => voteOf(act, n)) });
    };
    const [first, second, third] = actBody(3).members;
    expect(made({}, [0, 1, 2])).toEqual([]);
    expect(made({ quorum: 1, members: [first] }, [0])).toEqual(['quorum']);
    expect(made({ members: [first, { ...first, chair: false }, { ...first, chair: false }] }, [0])).toContain('members');
    expect(made({ members: [first, second, { ...third, signKey: second!.signKey }] }, [0, 1, 2])).toContain('members');
    expect(made({ members: [{ ...first, chair: false }, second, third] }, [0, 1, 2])).toEqual(['members']);
    expect(made({ members: [first, { ...second, chair: true }, third] }, [0, 1, 2])).toEqual(['members']);
  });
  it('no act is signed by fewer people than the law wants, whatever it says of itself', () => {
    const seat = fc.record({ person: fc.integer({ min: 0, max: 4 }), chair: fc.boolean() });
    let adopted = 0;
    // whether a signature holds is no matter here: who signed is
    const by = { ...crypto, verify: () => true };
    const word = voteOf(signed(), 0);
    fc.assert(fc.property(fc.array(seat, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }), fc.constantFrom('signing' as const, 'signed' as const, 'rejected' as const), (seats, quorum, voters, status) => {
      const people = actBody(5).members;
      const act = actOf(actBody(3, { quorum, members: seats.map(({ person, chair }) => ({ ...people[person]!, chair })) }));
      if (faultsOf({ ...act, status, votes: voters.map((n) => ({ ...word, member: members[n]!.staff })) }, by).length > 0 || status !== 'signed') return;
      adopted += 1;
      expect(new Set(voters).size).toBeGreaterThanOrEqual(law.quorumOn(act.day));
    }), { numRuns: 2000, examples: [[[0, 1, 2].map((person) => ({ person, chair: person === 0 })), 3, [0, 1, 2], 'signed'], [[{ person: 0, chair: true }], 1, [0], 'signed'], [[0, 0, 0].map((person, at) => ({ person, chair: at === 0 })), 3, [0], 'signed']] });
    expect(adopted).toBeGreaterThan(0);
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
      // neither sooner nor later than the last member's word
      expect(verdict !== 'open').toBe(words.every(Boolean) && count >= quorum);
      const [pro, contra] = [words.filter((word) => word === 'for').length, words.filter((word) => word === 'against').length];
      if (verdict === 'adopted') expect(pro > contra || (pro === contra && words[0] === 'for')).toBe(true);
      if (verdict === 'rejected') expect(contra > pro || (pro === contra && words[0] === 'against')).toBe(true);
    }));
  });
});
