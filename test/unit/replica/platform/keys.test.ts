import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCrypto } from '../../../../src-main/replica/platform/crypto.ts';
import { emptyKeyFile, findKeyFile, writeKeyFile } from '../../../../src-main/replica/platform/key-file.ts';
import { newKeyPair } from '../../../../src-main/replica/platform/raw-keys.ts';
import { stretchPassword } from '../../../../src-main/replica/platform/stretch-password.ts';
import { findUnwrapped, wrapKey } from '../../../../src-main/replica/platform/wrap-key.ts';

test('argon2id agrees with the reference implementation, and a password may be typed composed or decomposed', async () => {
  // argon2 -id -t 2 -k 256 -p 1 -l 32 of "password", salt "somesalt" (test.c of the reference code, version 0x13)
  const key = await stretchPassword('password', Buffer.from('somesalt'), { memoryKiB: 256, passes: 2, lanes: 1 });
  expect(Buffer.from(key).toString('hex')).toBe('9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe');
  const cost = { memoryKiB: 256, passes: 1, lanes: 1 };
  const [composed, decomposed] = [await stretchPassword('тірекй'.normalize('NFC'), key, cost), await stretchPassword('тірекй'.normalize('NFD'), key, cost)];
  expect(decomposed).toEqual(composed);
});

test('a wrapped key opens with its key and purpose only, and with every byte as it was', () => {
  const [key, secret] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const wrapped = wrapKey(key, 'a', new Uint8Array(12).fill(3), secret);
  expect(findUnwrapped(key, 'a', wrapped)).toEqual(secret);
  expect(findUnwrapped(key, 'b', wrapped)).toBeUndefined();
  expect(findUnwrapped(secret, 'a', wrapped)).toBeUndefined();
  for (let at = 0; at < wrapped.length; at++) expect(findUnwrapped(key, 'a', wrapped.with(at, wrapped[at]! ^ 1))).toBeUndefined();
  for (let length = 0; length < wrapped.length; length++) expect(findUnwrapped(key, 'a', wrapped.subarray(0, length))).toBeUndefined();
});

test('the crypto port: signatures, sealed keys and a limit against bombs', () => {
  const port = createCrypto();
  const [pair, reader] = [newKeyPair('ed25519'), port.newReadKeyPair()];
  const message = new Uint8Array([1, 2, 3]);
  const signature = port.sign(pair.privateKey, message);
  expect(port.verify(pair.publicKey, message, signature)).toBe(true);
  expect(port.verify(pair.publicKey, new Uint8Array([1, 2, 4]), signature)).toBe(false);
  expect(port.verify(new Uint8Array(3), message, new Uint8Array(1))).toBe(false);
  const [content, ephemeral] = [port.newContentKey(), port.newReadKeyPair()];
  const sealed = port.sealKey(ephemeral, reader.publicKey, content);
  expect(sealed).toHaveLength(48);
  expect(port.openKey(reader, ephemeral.publicKey, sealed)).toEqual(content);
  expect(port.openKey(port.newReadKeyPair(), ephemeral.publicKey, sealed)).toBeUndefined();
  const bomb = port.compress(new Uint8Array(5_000_000));
  expect(bomb.length).toBeLessThan(5000);
  expect(port.decompress(bomb, 1_000_000)).toBeUndefined();
  expect(port.decompress(bomb, 5_000_000)).toHaveLength(5_000_000);
  expect(port.decompress(new Uint8Array([1, 2, 3]), 100)).toBeUndefined();
  expect(port.decrypt(content, new Uint8Array(3))).toBeUndefined();
});

test('the key file is written whole: nothing half is left beside it, and what is not one is not read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-keys-'));
  const path = join(folder, 'keys.json');
  expect(findKeyFile(path)).toEqual(emptyKeyFile);
  writeKeyFile(path, emptyKeyFile);
  expect(readdirSync(folder)).toEqual(['keys.json']);
  expect(findKeyFile(path)).toEqual(emptyKeyFile);
  const text = readFileSync(path, 'utf8');
  for (const junk of ['', '{}', text.slice(0, -5), text.replace('"v": 1', '"v": 2'), 'null']) {
    writeFileSync(path, junk);
    expect(findKeyFile(path), junk).toBeUndefined();
  }
  rmSync(folder, { recursive: true });
});
