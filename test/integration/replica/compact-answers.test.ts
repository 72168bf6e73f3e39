import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { answered } from '../../../shared/sync/link/link-message.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { serverVersionOf } from '../../../src-main/replica/store/versions.ts';
import { editAndRelease } from '../../bench/sync/edit.ts';
import { mustSync, openOffice, type Office } from '../../bench/sync/office.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { warmAnew } from '../../support/replica/warm-link.ts';

let [office, laptop, other] = [undefined as unknown as Office, undefined as unknown as Laptop, undefined as unknown as Laptop];
/** What becomes of the next answer that comes on a link. */
let breaks: ((answer: Uint8Array) => Uint8Array) | undefined;
const logged: string[] = [];

beforeAll(async () => {
  office = await openOffice(60);
  [laptop, other] = [await office.newLaptop(), await office.newLaptop()];
  const { openLink, log } = laptop.host;
  Object.assign(laptop.host, {
    log: ((event, facts) => (logged.push(event), log(event, facts))) satisfies typeof log,
    openLink: (async (url, headers) => {
      const raw = await openLink!(url, headers);
      return raw && { ...raw, listen: (onBytes, onEnd) => raw.listen((bytes) => {
        // What stands between answers is shorter.
        if (!breaks || bytes.length < 4) return onBytes(bytes);
        const broken = breaks(bytes);
        breaks = undefined;
        onBytes(broken);
        // Nothing follows one whose length was broken; any other link is for the laptop to close.
        if (broken[0] !== broken.length - 1) setTimeout(raw.close, 50);
      }, onEnd) };
    }) satisfies typeof openLink,
  });
});
afterAll(() => office.close());

const db = () => getOffice(laptop.host).replica.db;
const id = () => office.people[0]!.id;
/** Receipts that the centre did not sign. */
const forged = () => db().list<{ bytes: Uint8Array; signature: Uint8Array }>('SELECT bytes, signature FROM receipt')
  .filter(({ bytes, signature }) => !laptop.host.crypto.verify(findBase64urlBytes(getOffice(laptop.host).certificate.serverSignKey)!, signedMessage('receipt', new Uint8Array(bytes)), new Uint8Array(signature)));

let round = 0;
/** An edit that is answered by something else: nothing of it is believed, and the next sync brings it in, once. */
const edited = async (name: string, change: (answer: Uint8Array) => Uint8Array): Promise<void> => {
  await warmAnew(laptop);
  const before = serverVersionOf(db(), 'persons', id()) ?? 1;
  await editAndRelease(laptop.host, [id()], ++round);
  breaks = change;
  const ended = await laptop.sync();
  expect(breaks, `${name}: the answer came`).toBeUndefined();
  expect(['done', 'failed'], name).toContain(ended.phase);
  if (ended.phase === 'failed') expect(['ServerNonsense', 'ServerRefused', 'SignatureInvalid', 'Offline'], `${name}: ${JSON.stringify(ended.error)}`).toContain(ended.error?.type);
  expect(forged(), name).toEqual([]);
  await mustSync(laptop);
  expect(db().find('SELECT count(*) AS n FROM journal WHERE receipt IS NULL OR result <> ?', 'applied'), name).toEqual({ n: 0 });
  expect(serverVersionOf(db(), 'persons', id()), name).toBe(before + 1);
  expect(logged.filter((event) => event === 'unexpected' || event === 'documentsNotAsPulled'), name).toEqual([]);
};

test('whatever is said instead of the answer to an edit, nothing of it is believed, and the edit arrives once', async () => {
  let length = 0;
  await edited('as it came', (answer) => ((length = answer.length), answer));
  // Its length, what kind of answer it is, the time and the signature of the receipt, the echo, the sum: a bit of each byte.
  expect(length).toBeGreaterThan(70);
  for (let at = 0; at < length; at += at < 12 ? 1 : 5) await edited(`bit ${at % 8} of byte ${at}`, (answer) => answer.map((byte, place) => (place === at ? byte ^ (1 << at % 8) : byte)));
  const whole = (...parts: readonly Uint8Array[]) => packParts([concatBytes(...parts)]);
  const others: Readonly<Record<string, (answer: Uint8Array) => Uint8Array>> = {
    'nothing': () => whole(new Uint8Array()),
    'half of it, as if that were all': (answer) => whole(answer.subarray(1, answer.length >> 1)),
    'more than all of it': (answer) => whole(answer.subarray(1), Uint8Array.of(0)),
    'noughts': (answer) => whole(answer.subarray(1).fill(0)),
    'all bits': (answer) => whole(answer.subarray(1).map(() => 255)),
    'short, without a receipt': () => whole(Uint8Array.of(answered.short)),
    'a number without an end': () => whole(Uint8Array.of(answered.short + answered.receipt), new Uint8Array(90).fill(255)),
    'a reply that is none': () => whole(Uint8Array.of(answered.reply), utf8('{"envelopes":[')),
    'a reply of a million brackets': () => whole(Uint8Array.of(answered.reply), packParts([utf8('['.repeat(1_000_000))])),
    'a length of four gibibytes': () => Uint8Array.of(255, 255, 255, 255, 15),
    'a refusal': () => whole(utf8('{"refused":"stopping"}')),
    'a refusal that is none': () => whole(utf8('{"refused":17}')),
    'that it did not understand': () => whole(Uint8Array.of(answered.unclear)),
  };
  for (const [name, change] of Object.entries(others)) await edited(name, change);
  // What another laptop sees of it in the end.
  await mustSync(other);
  expect(findDocument(getOffice(other.host).replica, 'persons', id())).toEqual(findDocument(getOffice(laptop.host).replica, 'persons', id()));
});
