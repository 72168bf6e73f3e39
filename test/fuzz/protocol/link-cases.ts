import { connect, type Socket } from 'node:net';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';

/** Collects what comes until `enough` holds, the other end closes, or ten seconds have passed. */
const hear = (socket: Socket, enough: (text: string) => boolean): Promise<{ text: string; ended: boolean }> =>
  new Promise((resolve) => {
    let text = '';
    const done = (ended: boolean) => {
      clearTimeout(timer);
      socket.removeAllListeners('data');
      resolve({ text, ended });
    };
    const timer = setTimeout(() => done(false), 10_000);
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (enough(text)) done(false);
    });
    socket.on('error', () => done(true));
    socket.on('close', () => done(true));
  });

/** GET /link: a handshake that is not signed rightly, and bodies that are none, over a link that is open. */
export const linkCase: MakeCase = ({ url, ours }, chance) => {
  const open = async (change: (headers: Record<string, string>) => Record<string, string>): Promise<{ socket: Socket; text: string }> => {
    if (!ours.session) await ours.openSession();
    const number = ++ours.requests;
    const signature = nodeCrypto.sign(ours.signKeys.privateKey, requestMessage(nodeCrypto.sha256, ours.session!, number, utf8('link')));
    const headers = change({ Connection: 'Upgrade', Upgrade: 'tirek', 'x-tirek-session': toBase64url(ours.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(signature) });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(`GET /link HTTP/1.1\r\nHost: x\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
    return { socket, text: (await hear(socket, (text) => text.includes('\r\n\r\n'))).text };
  };
  const body = utf8(JSON.stringify({ cursors: [], envelopes: 0, maxBytes: 4096 }));
  const talk = async (sent: Uint8Array, right: (heard: { text: string; ended: boolean }) => boolean): Promise<string | undefined> => {
    const { socket, text } = await open((headers) => headers);
    if (!text.startsWith('HTTP/1.1 101')) return `no link: ${text.slice(0, 80)}`;
    socket.write(sent);
    const heard = await hear(socket, (said) => said.length > 0);
    socket.destroy();
    return right(heard) ? undefined : `answered ${JSON.stringify(heard.text.slice(0, 120))}, ${heard.ended ? 'closed' : 'open'}`;
  };
  const refused = ({ text }: { text: string }) => text.includes('{"refused":"malformed"}');
  return pick<FuzzCase>(chance, [
    { name: 'link: not signed', leaves: 'nothing', run: async () => {
      const { socket, text } = await open((headers) => ({ ...headers, ...pick<Record<string, string>>(chance, [{ 'x-tirek-signature': toBase64url(chance.bytes(64)) }, { 'x-tirek-number': '0' }, { 'x-tirek-session': 'x' }]) }));
      socket.destroy();
      return text.startsWith('HTTP/1.1 404') ? undefined : `answered ${text.slice(0, 80)}`;
    } },
    { name: 'link: another message', leaves: 'nothing', run: () => talk(packParts([packParts([breakJson({ cursors: [], envelopes: 0, maxBytes: 4096 }, ['cursors', 'envelopes', 'maxBytes'], chance)])]), refused) },
    { name: 'link: framing', leaves: 'nothing', run: () => talk(packParts([chance.bytes(1 + chance.below(60))]), refused) },
    { name: 'link: longer than anything may be', leaves: 'nothing', run: () => talk(packParts([new Uint8Array(limits.body + 1)]).subarray(0, 5), ({ ended }) => ended) },
    { name: 'link: an envelope that is none', leaves: 'nothing', run: () => talk(packParts([packParts([utf8(JSON.stringify({ cursors: [], envelopes: 1, maxBytes: 4096 })), breakBytes(body, chance)])]), ({ text }) => text.includes('"refused":"malformed"')) },
    { name: 'control: link', leaves: 'anything', run: () => talk(packParts([packParts([body])]), ({ text }) => text.includes('"frames":')) },
  ]);
};
