import { z } from 'zod';
import { base64urlOf } from '../../base/base64url.ts';
import { concatBytes, utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { StaffId } from '../../base/ids.ts';
import { Instant } from '../../base/instant.ts';

/** A member's word on an act, signed with their own key. Who is against says why: that is the dissent that stands in the act. */
export const Vote = z.object({
  member: StaffId,
  vote: z.enum(['for', 'against']),
  dissent: z.string().trim().max(4000, { error: 'tooLong' }),
  at: Instant,
  signature: base64urlOf(64),
});
export type Vote = z.infer<typeof Vote>;

/** What a member signs: the purpose, so that the signature is worth nothing for anything else, the hash of the act's bytes (base64url), and their word. */
export const voteMessage = (act: string, { member, vote, dissent, at }: Omit<Vote, 'signature'>): Uint8Array => concatBytes(utf8('tirek/mse-vote/1'), utf8(canonicalJson({ act, member, vote, dissent, at })));
