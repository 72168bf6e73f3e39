import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
/** ecdsa-with-SHA256. */
const algorithm = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

/** A certificate that its own key signs, in PEM, of a name that nothing asks for (RFC 5280, 4.1). No authority knows it. */
const selfSigned = (key: KeyObject, serial: number): string => {
  const name = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('centre')))));
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('490101000000Z')));
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const said = der(0x30, der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([serial])), algorithm, name, validity, name, publicKey);
  const certificate = der(0x30, said, algorithm, der(0x03, Buffer.from([0]), sign('sha256', said, key)));
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replaceAll(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
};

/** A TLS key with certificates of it; `pin` as an address names it. */
export const newTlsKey = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return {
    key: pem,
    pin: createHash('sha256').update(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })).digest('base64url'),
    certificate: (serial = 1): string => selfSigned(createPrivateKey(pem), serial),
  };
};
export type TlsKey = ReturnType<typeof newTlsKey>;

/** A real TLS server before a centre, as a front of it would be: what it deciphers goes on as it is. `carried`: bytes of requests that it was given. */
export const openTlsFront = async (target: { readonly host: string; readonly port: number }, { key, certificate }: TlsKey) => {
  const counts = { carried: 0, sessions: 0 };
  const open = new Set<{ destroy: () => unknown }>();
  const server = createServer({ key, cert: certificate() }, (near) => {
    counts.sessions += 1;
    const far = connect(target);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => (counts.carried += bytes.length));
    near.pipe(far).pipe(near);
  });
  // Whoever does not like the key breaks off.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    counts, cut,
    /** The address; with a pin, as an operator gives it. */
    address: (pin?: string): string => `https://${pin === undefined ? '' : `sha256-${pin}@`}127.0.0.1:${port}`,
    /** From now on another key answers, or another certificate. */
    answerWith: (other: TlsKey, serial = 1): void => {
      server.setSecureContext({ key: other.key, cert: other.certificate(serial) });
      cut();
    },
    close: () => new Promise<void>((done) => {
      server.close(() => done());
      cut();
    }),
  };
};
