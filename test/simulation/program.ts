import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
import { textOf, utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { CryptoPort } from '../../shared/sync/crypto-port.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import { requestMessage, signedMessage } from '../../shared/sync/signed-message.ts';
import type { Sent } from './centre.ts';

/** What the protocol's page has both ends agree on, each a field that one that does not know it leaves out or passes over, or a route it does not have. */
export const capabilities = ['kinds', 'takes', 'verdictsAfter', 'frameBytes', 'office', 'last'] as const;
export type Capability = (typeof capabilities)[number];

/** A program of an earlier version, at either end: the newest protocol that it speaks, and what it does not know. */
export type Older = { readonly protocol: number; readonly lacks: readonly Capability[] };

type Fields = Readonly<Record<string, unknown>>;

const jsonOf = (bytes: Uint8Array) => JSON.parse(textOf(bytes)) as Fields;
const without = (fields: Fields, names: readonly string[]): Fields => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/**
 * A request as it would be between programs one of which is `older`, signed by the device's `key` as such a program signs it; undefined where the one does not ask or the other has no such route. What an older centre does not
 * know it would pass over, and what an older laptop does not know it would not say: the same bytes reach what judges them.
 */
export const speak = (crypto: CryptoPort, key: Uint8Array, sent: Sent, older: Older | undefined): Sent | undefined => {
  if (!older) return sent;
  if ((sent.route === 'office' || sent.route === 'last') && older.lacks.includes(sent.route)) return undefined;
  if (sent.route === 'session') {
    const said = jsonOf(sent.body);
    const body = utf8(canonicalJson({ ...without(said, older.lacks), versions: (said['versions'] as number[]).filter((version) => version <= older.protocol) }));
    return { ...sent, body, headers: { ...sent.headers, 'x-tirek-signature': toBase64url(crypto.sign(key, signedMessage('session', body))) } };
  }
  const [head, ...rest] = sent.route === 'sync' && older.lacks.includes('frameBytes') ? (findParts(sent.body) ?? []) : [];
  if (!head) return sent;
  const body = packParts([utf8(canonicalJson(without(jsonOf(head), ['frameBytes']))), ...rest]);
  const { 'x-tirek-session': session, 'x-tirek-number': number } = sent.headers;
  const signature = crypto.sign(key, requestMessage(crypto.sha256, findBase64urlBytes(session!)!, Number(number), body));
  return { ...sent, body, headers: { ...sent.headers, 'x-tirek-signature': toBase64url(signature) } };
};
