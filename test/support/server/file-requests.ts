import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import type { TestDevice } from './test-device.ts';

/** A file as a request names it. */
export const keyOf = (file: Uint8Array) => ({ hash: toBase64url(nodeCrypto.sha256(file as Uint8Array<ArrayBuffer>)), size: file.length });

/** The body of a request to /file. */
export const fileBody = (request: object, bytes?: Uint8Array): Uint8Array<ArrayBuffer> => packParts([utf8(canonicalJson(request)), ...(bytes ? [bytes] : [])]);

/** What the centre says of the file, as JSON. */
export const askHeld = async (device: TestDevice, ...files: readonly Uint8Array[]): Promise<unknown> => {
  const { bytes } = await device.request(fileBody({ ask: 'held', files: files.map(keyOf) }), {}, 'file');
  return (JSON.parse(new TextDecoder().decode(bytes)) as { held?: unknown }).held;
};

/** Sends bytes of the file from `offset` on; `change` of the request, `bytes` other than the file's. The answer as JSON. */
export const putRange = async (device: TestDevice, file: Uint8Array, offset: number, end: number, change: object = {}, bytes: Uint8Array = file.subarray(offset, end)): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode((await device.request(fileBody({ ask: 'put', ...keyOf(file), offset, ...change }, bytes), {}, 'file')).bytes)) as unknown;

/** Asks for bytes of the file: the bytes, or why not. */
export const getRange = async (device: TestDevice, file: Uint8Array, offset: number, length: number): Promise<Uint8Array | string> => {
  const { status, bytes } = await device.request(fileBody({ ask: 'get', ...keyOf(file), offset, length }), {}, 'file');
  return status === 200 ? bytes : (JSON.parse(new TextDecoder().decode(bytes)) as { refused: string }).refused;
};
