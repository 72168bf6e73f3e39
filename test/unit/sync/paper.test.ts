import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { encodePaper, encodeStatement, findPaper, type PaperStatement } from '../../../shared/sync/paper-statement.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { verifyPaper } from '../../../shared/sync/verify-paper.ts';
import { newKeyPair } from '../../../src-main/replica/platform/raw-keys.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';

const crypto = createCrypto();
const [centre, device, stranger] = [newKeyPair('ed25519'), newKeyPair('ed25519'), newKeyPair('ed25519')];
const certificateOf = (change: object = {}) => utf8(canonicalJson({
  v: 1, device: '01890000-0000-7000-8000-0000000a0001', name: 'Ұлан, 1-ноутбук', area: '636200000', classes: ['registry', 'medical'], training: false, issued: '2026-11-22T06:00:00.000Z', lease: '2026-12-22T06:00:00.000Z',
  serverSignKey: toBase64url(centre.publicKey), serverReadKey: toBase64url(centre.publicKey), signKey: toBase64url(device.publicKey), ...change,
}));
const statement = {
  v: 1, kind: 'certificate', act: '01890000-0000-7000-8000-000000000064', number: '2026-1/A', hash: toBase64url(new Uint8Array(32)), district: '636200000', iin: '740301700123', outcome: 'group2', percent: null,
  from: '2026-11-22', until: '2027-11-22', state: 'provisional', at: '2026-11-22T06:10:00.000Z',
} as PaperStatement;
const signedBy = (key = device, words = statement, certificate = certificateOf(), signer = centre) => {
  const bytes = encodeStatement(words);
  return { statement: bytes, signature: crypto.sign(key.privateKey, signedMessage('paper', bytes)), certificate, certificateSignature: crypto.sign(signer.privateKey, signedMessage('certificate', certificate)) };
};
const trusted = toBase64url(centre.publicKey);
const faultOf = (text: string) => {
  const verdict = verifyPaper(crypto.verify, text, trusted);
  return 'fault' in verdict ? verdict.fault : null;
};

describe('verifyPaper', () => {
  it('believes what a device of this centre signed, scanned with blanks and line ends', () => {
    const text = encodePaper(signedBy());
    expect(verifyPaper(crypto.verify, ` ${text.replaceAll(/(.{60})/g, '$1\n')} `, trusted)).toMatchObject({ statement, device: 'Ұлан, 1-ноутбук', centreKey: trusted });
    // fits a code that is read from paper: version 40 holds 2953 bytes at level L
    expect(text.length).toBeLessThan(1800);
  });
  it('names what is wrong', () => {
    expect(faultOf('')).toBe('notPaper');
    expect(faultOf('TIREK1:AAAA')).toBe('notPaper');
    expect(faultOf(encodePaper(signedBy(stranger)))).toBe('signature');
    expect(faultOf(encodePaper(signedBy(device, { ...statement, district: '634600000' as never })))).toBe('signature');
    expect(faultOf(encodePaper(signedBy(device, statement, certificateOf(), stranger)))).toBe('certificate');
    expect(faultOf(encodePaper(signedBy(device, statement, certificateOf({ signKey: undefined }))))).toBe('certificate');
    expect(faultOf(encodePaper(signedBy(device, statement, certificateOf({ serverSignKey: toBase64url(stranger.publicKey) }), stranger)))).toBe('centre');
    expect(faultOf(encodePaper({ ...signedBy(), statement: encodeStatement({ ...statement, state: 'registered' }) }))).toBe('signature');
  });
  it('notices any letter of the code that was changed', () => {
    const text = encodePaper(signedBy());
    for (let at = 7; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      expect([at, faultOf(changed) !== null]).toEqual([at, true]);
    }
    expect(findPaper(text)?.read).toEqual(statement);
  });
});
