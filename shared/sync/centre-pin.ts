const userInfo = /^[a-z]+:\/\/([^/?#]*)@/i;
const named = /^sha256-([A-Za-z0-9_-]{43})$/;

/** The key that an address names before its `@`: base64url of SHA-256 of the public key of the centre's TLS certificate (DER, SubjectPublicKeyInfo; RFC 7469, 2.4). Undefined where it names none. */
export const pinOfAddress = (address: string): string | undefined => named.exec(userInfo.exec(address)?.[1] ?? '')?.[1];

/** True where an address has nothing before an `@`, or the key of a centre behind TLS: a name and a password mean nothing to a centre. */
export const isPlainAddress = (address: string): boolean => !userInfo.test(address) || (/^https:/i.test(address) && pinOfAddress(address) !== undefined);

/** The address with the key that must answer there. */
export const pinnedAddress = (address: string, pin: string): string => address.replace(/^https:\/\//i, `https://sha256-${pin}@`);
