import type { ActBody } from '../../domain/mse/act-body.ts';
import type { Vote } from '../../domain/mse/vote.ts';

/** What the votes make of an act so far. `open`: somebody has yet to sign. */
export type Verdict = 'open' | 'adopted' | 'rejected';

/**
 * Every member signs, for or against; with fewer members than the quorum nothing is ever decided. The majority decides, at a tie the chair. A vote of somebody who is no member, or a
 * second one, counts for nothing.
 */
export const judgeVotes = ({ members, quorum }: Pick<ActBody, 'members' | 'quorum'>, votes: readonly Pick<Vote, 'member' | 'vote'>[]): Verdict => {
  const words = members.map((member) => votes.find((vote) => vote.member === member.staff)?.vote);
  if (members.length < quorum || words.includes(undefined)) return 'open';
  const pro = words.filter((word) => word === 'for').length;
  const contra = words.length - pro;
  const chair = words[members.findIndex((member) => member.chair)];
  return pro > contra || (pro === contra && chair === 'for') ? 'adopted' : 'rejected';
};
