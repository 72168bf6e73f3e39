import { expect, test } from 'vitest';
import { newKeyPair } from '../../../../src-main/replica/platform/raw-keys.ts';
import { openFromStaff, readKeyOfSignKey, sealToStaff } from '../../../../src-main/replica/platform/seal-to-staff.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

test('the reading key of a signing key is libsodium’s (its test vector)', () => {
  // libsodium, test/default/ed25519_convert.c: seed 421151a4…, Curve25519 public key f1814f0e…
  expect(Buffer.from(readKeyOfSignKey(hex('b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e'))).toString('hex')).toBe('f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50');
});

test('only the holder of the signing key opens what was sealed to it', () => {
  const [own, other] = [newKeyPair('ed25519'), newKeyPair('ed25519')];
  const secret = Uint8Array.from({ length: 32 }, (_, at) => at);
  const sealed = sealToStaff(own.publicKey, secret);
  expect(openFromStaff(own.privateKey, sealed)).toEqual(secret);
  expect(openFromStaff(other.privateKey, sealed)).toBeUndefined();
  for (const at of [0, 40, 79]) expect(openFromStaff(own.privateKey, sealed.map((byte, index) => (index === at ? byte ^ 1 : byte)))).toBeUndefined();
  expect(openFromStaff(own.privateKey, sealed.subarray(0, 20))).toBeUndefined();
  expect(sealToStaff(own.publicKey, secret)).not.toEqual(sealed);
});
