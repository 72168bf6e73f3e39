import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findParts, packParts } from '../../../shared/sync/parts.ts';

/** What may happen between a laptop and its centre. `away`: nobody answers; the rest is what comes back instead of the centre's own words. */
export type Trouble = 'away' | 'html' | 'garbage' | 'failure' | 'refusal' | 'cutOff' | 'tooShort' | 'strangerReceipt';

const read = async (message: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const forged = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const parts = (findParts(bytes) ?? []).map((part) => new Uint8Array(part));
  // the receipt's signature follows the head and the receipt
  const signature = parts[2];
  if (signature) signature[5] = (signature[5] ?? 0) ^ 1;
  return packParts(parts);
};

/** A loopback line to the real centre on which trouble can be had: it stands in for bad networks and lying servers, nothing else of the centre is imitated. */
export const openCrookedLine = async (centre: string) => {
  let trouble: Trouble | undefined;
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name === 'content-type' || name.startsWith('x-tirek-'))) as Record<string, string>;
    const isSync = request.url === '/sync';
    if (trouble === 'away') return void response.socket?.destroy();
    if (trouble === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome, please log in to the hotel</body></html>');
    if (trouble === 'failure') return void response.writeHead(500).end('Internal Server Error');
    if (trouble === 'garbage' && isSync) return void response.writeHead(200).end(Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) & 255)));
    if (trouble === 'refusal' && isSync) return void response.writeHead(500).end('{"refused":"internal"}');
    const answer = await fetch(`${centre}${request.url}`, { method: 'POST', body, headers });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (trouble === 'cutOff' && isSync) {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length >> 2), () => response.socket?.destroy());
      return;
    }
    const said = !isSync ? bytes : trouble === 'tooShort' ? bytes.slice(0, bytes.length >> 2) : trouble === 'strangerReceipt' ? forged(bytes) : bytes;
    response.writeHead(answer.status).end(said);
  };
  const server = createServer((request, response) => void forward(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next: Trouble | undefined) => void (trouble = next),
    close: () => new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
};

export type CrookedLine = Awaited<ReturnType<typeof openCrookedLine>>;
