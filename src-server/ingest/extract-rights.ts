import { toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { ActBody } from '../../shared/domain/mse/act-body.ts';
import type { Act } from '../../shared/domain/mse/act.ts';
import type { Extract } from '../../shared/domain/mse/extract.ts';
import { extractOf } from '../../shared/rules/mse/extract-of.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { Actor } from './own-step.ts';
import { keyOf, type Workspace } from './workspace.ts';

/** True where somebody of a commission tells those who pay what an act says that the centre has, signed: word for word, of those very bytes. Only new: an extract is never changed. */
export const mayTellPayers = (after: Extract, actor: Actor, { documents, crypto }: Pick<Workspace, 'documents' | 'crypto'>): boolean => {
  const act = documents.get(keyOf('acts', after.act))?.body as unknown as Act | undefined;
  const body = act?.status === 'signed' ? findMessage(ActBody, utf8(act.body)) : undefined;
  if (!act || !body || !(actor.roles.includes('commissionMember') || actor.roles.includes('chair'))) return false;
  const { id: _, caseId: __, ...told } = after;
  return canonicalJson(told) === canonicalJson(extractOf(body, toBase64url(crypto.sha256(utf8(act.body)))));
};
