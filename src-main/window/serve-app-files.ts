import { readFile } from 'node:fs/promises';
import type { Session } from 'electron';
import { findAppFile } from './app-file.ts';
import { appScheme } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const noncePlace = /<meta name="csp-nonce" content="[^"]*"\s*\/?>/;

/** Serves `root` as `app://tirek/`, read only, each answer under the strict policy; `makeNonce` gives ≥ 128 random bits as text. */
export function serveAppFiles(session: Session, root: string, makeNonce: () => string): void {
  session.protocol.handle(appScheme, async (request) => {
    const file = request.method === 'GET' ? findAppFile(root, request.url) : undefined;
    const bytes = file && (await readFile(file.path).catch(() => undefined));
    if (!file || !bytes) return new Response('', { status: 404 });
    const nonce = makeNonce();
    const body = file.type.startsWith('text/html') ? bytes.toString('utf8').replace(noncePlace, `<meta name="csp-nonce" content="${nonce}">`) : new Uint8Array(bytes);
    return new Response(body, {
      headers: {
        'content-type': file.type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
      },
    });
  });
}
