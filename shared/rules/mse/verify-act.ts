import { findBase64urlBytes, toBase64url } from '../../base/base64url.ts';
import { utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { DeviceId, StaffId } from '../../base/ids.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import { ActBody } from '../../domain/mse/act-body.ts';
import type { Act } from '../../domain/mse/act.ts';
import { voteMessage } from '../../domain/mse/vote.ts';
import { judgeVotes } from './judge-votes.ts';

/** SHA-256, and Ed25519 that never throws. */
export type ActCrypto = {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
};

/**
 * What is wrong with an act. `unknownKey`: a member signed with a key that `knownKeys` has not for them. `members`: one person or one key twice among them, or not one chair; `quorum`: the act asks for fewer
 * members than the law of its day.
 */
export type ActFault = 'body' | 'fields' | 'members' | 'quorum' | 'signature' | 'unknownKey' | 'votes' | 'status';

/** What an act is held against beside its own words. `knownKeys`: the keys known of a member on the device where the act was made (a person has a key on each); undefined where they are not known here, then the key in the signed body counts. `quorumOn`: how many members decide by the law of a day. */
export type ActLaw = { readonly knownKeys: (member: StaffId, device: DeviceId) => readonly string[] | undefined; readonly quorumOn: (day: PlainDate) => number };

const isSound = (members: ActBody['members']): boolean =>
  [members.map(({ staff }) => staff), members.map(({ signKey }) => signKey)].every((all) => new Set<string>(all).size === members.length) && members.filter(({ chair }) => chair).length === 1;

const readBody = (text: string): ActBody | undefined => {
  try {
    const json = JSON.parse(text) as unknown;
    const body = ActBody.safeParse(json);
    // One value has one spelling: what is signed says nothing beside what is read from it.
    return body.success && canonicalJson(json) === text && canonicalJson(body.data) === text ? body.data : undefined;
  } catch {
    return undefined;
  }
};

const shown = (body: ActBody) => ({ id: body.id, number: body.number, minutes: body.minutes, assessment: body.assessment, personId: body.person.id, district: body.district, day: body.day, until: body.decision.until, cites: body.cites?.act ?? null });

/** The hash (base64url) of an act's signed bytes, by which votes and later acts name it. */
export const actHash = (crypto: Pick<ActCrypto, 'sha256'>, act: Pick<Act, 'body'>): string => toBase64url(crypto.sha256(utf8(act.body)));

/**
 * The words of an act and everything that is wrong with it: an altered byte of the body, of a vote or of a signature, fields beside the body that say something else, a status that the votes do not bear
 * out, a commission that the law does not know. Pure.
 */
export const verifyAct = (crypto: ActCrypto, act: Act, { knownKeys, quorumOn }: ActLaw): { readonly body: ActBody | undefined; readonly faults: readonly ActFault[] } => {
  const body = readBody(act.body);
  if (!body) return { body, faults: ['body'] };
  const faults = new Set<ActFault>();
  const { body: _, votes, status, ...fields } = act;
  if (canonicalJson(fields) !== canonicalJson(shown(body))) faults.add('fields');
  if (!isSound(body.members)) faults.add('members');
  if (body.quorum < quorumOn(body.day)) faults.add('quorum');
  const hash = actHash(crypto, act);
  for (const { signature, ...vote } of votes) {
    const member = body.members.find((one) => one.staff === vote.member);
    const key = member && findBase64urlBytes(member.signKey);
    const bytes = findBase64urlBytes(signature);
    if (!member || !key || !bytes || !crypto.verify(key, voteMessage(hash, vote), bytes)) faults.add('signature');
    if (member && knownKeys(member.staff, body.device)?.includes(member.signKey) === false) faults.add('unknownKey');
  }
  if (new Set(votes.map((vote) => vote.member)).size !== votes.length) faults.add('votes');
  const verdict = judgeVotes(body, votes);
  if ((status === 'signed') !== (verdict === 'adopted') || (status === 'rejected') !== (verdict === 'rejected')) faults.add('status');
  return { body, faults: [...faults] };
};
