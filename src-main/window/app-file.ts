import { extname, join, sep } from 'node:path';
import { appOrigin } from './app-origin.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Which file of `root` an `app://tirek/…` address names, and its type; undefined for a foreign host, a path that leaves `root`, or a kind of file that a page has no use for. */
export function findAppFile(root: string, address: string): { readonly path: string; readonly type: string } | undefined {
  const url = URL.parse(address);
  if (!url || !address.startsWith(`${appOrigin}/`)) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  // after decoding, a separator of another system, a NUL or a dot segment can only be an attempt
  if (/[\\\0]/.test(name) || name.split('/').some((part) => part === '..' || part === '.')) return undefined;
  const path = join(root, name === '/' ? 'index.html' : name);
  const type = types[extname(path)];
  return type && path.startsWith(root + sep) ? { path, type } : undefined;
}
