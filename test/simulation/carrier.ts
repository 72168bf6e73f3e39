import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
import { textOf, utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { laterStreams } from '../../shared/domain/collection.ts';
import { taskKinds } from '../../shared/domain/task-kinds.ts';
import { takesSums } from '../../shared/sync/compare/compare-messages.ts';
import { protocolVersions } from '../../shared/sync/messages.ts';
import { packParts } from '../../shared/sync/parts.ts';
import { requestMessage, signedMessage } from '../../shared/sync/signed-message.ts';
import { mostEntries, takeOutbox } from '../../src-main/replica/sync/outbox.ts';
import type { Laptop } from './laptop.ts';
import type { World } from './world.ts';

/** The envelope that `laptop` would send, as it is copied onto a stick. */
export const copyEnvelope = (laptop: Laptop): Uint8Array | undefined => {
  const taken = takeOutbox(laptop.host(), mostEntries);
  return taken.ok ? taken.value?.bytes : undefined;
};

/** `carrier` hands in envelopes of anybody, by its own session, in which it says the same of its program as ever; nobody reads the answer. False where the centre does not talk to it. */
export const carry = async ({ centre, crypto, chance }: World, carrier: Laptop, envelopes: readonly Uint8Array[]): Promise<boolean> => {
  const { identity } = carrier;
  const hello = utf8(canonicalJson({ device: identity.id, versions: [...protocolVersions], kinds: [...taskKinds], takes: [...Object.keys(laterStreams), takesSums], nonce: toBase64url(chance.bytes(16)) }));
  const signed = { route: 'session', body: hello, headers: { 'x-tirek-signature': toBase64url(crypto.sign(identity.sign.privateKey, signedMessage('session', hello))) } };
  const opened = await centre.handle(carrier.speak(signed)!);
  if (opened?.status !== 200) return false;
  const session = (JSON.parse(textOf(opened.body)) as { session: string }).session;
  const body = packParts([utf8(canonicalJson({ cursors: [], envelopes: envelopes.length, maxBytes: 65_536 })), ...envelopes]);
  const signature = crypto.sign(identity.sign.privateKey, requestMessage(crypto.sha256, findBase64urlBytes(session)!, 1, body));
  const answer = await centre.handle({ route: 'sync', body, headers: { 'x-tirek-session': session, 'x-tirek-number': '1', 'x-tirek-signature': toBase64url(signature) } });
  return answer?.status === 200;
};
