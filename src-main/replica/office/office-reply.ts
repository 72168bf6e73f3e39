import { findMessage } from '../../../shared/sync/find-message.ts';
import { OfficeReply } from '../../../shared/sync/messages.ts';
import { findParts } from '../../../shared/sync/parts.ts';

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };
/** The centre's answer to POST /office with its parts told apart. */
export type ReadReply = { readonly reply: OfficeReply; readonly roster: Signed | undefined; readonly mail: readonly { readonly seq: number; readonly bytes: Uint8Array }[]; readonly receipts: readonly Uint8Array[]; readonly certificates: readonly Signed[]; readonly news: readonly Uint8Array[]; readonly manifests: readonly Signed[] };

/** The answer in `body`, undefined where it is none: parts that are too few or too many included. */
export const findOfficeReply = (body: Uint8Array): ReadReply | undefined => {
  const [head, ...parts] = findParts(body) ?? [];
  const reply = head && findMessage(OfficeReply, head);
  if (!reply || parts.length !== (reply.roster ? 2 : 0) + reply.mail.length + reply.receipts + reply.certificates * 2 + reply.news + (reply.manifests ?? 0) * 2) return undefined;
  let at = 0;
  const take = (count: number): Uint8Array[] => parts.slice(at, (at += count));
  const pairs = (list: readonly Uint8Array[]): Signed[] => Array.from({ length: list.length / 2 }, (_, index) => ({ bytes: list[index * 2]!, signature: list[index * 2 + 1]! }));
  const roster = pairs(take(reply.roster ? 2 : 0))[0];
  const mail = take(reply.mail.length).map((bytes, index) => ({ seq: reply.mail[index]!, bytes }));
  return { reply, roster, mail, receipts: take(reply.receipts), certificates: pairs(take(reply.certificates * 2)), news: take(reply.news), manifests: pairs(take((reply.manifests ?? 0) * 2)) };
};
