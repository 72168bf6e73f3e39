import { toBase64url } from '../../../shared/base/base64url.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { Session } from './open-session.ts';
import type { Request } from './post.ts';

/** A request within a session: counted, and signed by the device over the whole of it. */
export const signedRequest = (host: Host, session: Session, route: string, body: Uint8Array<ArrayBuffer>, signal: AbortSignal): Request => {
  session.number += 1;
  const signature = host.crypto.sign(getOffice(host).sign.privateKey, requestMessage(host.crypto.sha256, session.id, session.number, body));
  return {
    url: `${session.url}/${route}`,
    body,
    headers: { 'content-type': 'application/octet-stream', 'x-tirek-session': toBase64url(session.id), 'x-tirek-number': String(session.number), 'x-tirek-signature': toBase64url(signature) },
    signal,
  };
};
