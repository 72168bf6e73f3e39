import { describe, expect, test } from 'vitest';
import { findAppFile } from '../../../src-main/window/app-file.ts';

const find = (address: string) => findAppFile('/app/page', address);

describe('findAppFile', () => {
  test('names the page and its parts', () => {
    expect(find('app://tirek/')).toEqual({ path: '/app/page/index.html', type: 'text/html; charset=utf-8' });
    expect(find('app://tirek/assets/index-1.js?v=2#x')).toEqual({ path: '/app/page/assets/index-1.js', type: 'text/javascript; charset=utf-8' });
    expect(find('app://tirek/%D3%99.woff2')).toEqual({ path: '/app/page/ә.woff2', type: 'font/woff2' });
  });
  test.each([
    'app://tirek', 'app://other/index.html', 'app://tirek.evil/index.html', 'app://tirek:80/index.html', 'app://user@tirek/index.html', 'https://tirek/index.html', 'file:///app/page/index.html', 'nonsense', '',
    'app://tirek/..%2f..%2fetc%2fpasswd.json', 'app://tirek/%2e%2e%2fx.js', 'app://tirek/a/..%2f..%2f..%2fx.js', 'app://tirek/..%5cx.js', 'app://tirek/x%00.js', 'app://tirek/%E0%A4%A.js',
    'app://tirek/main.ts', 'app://tirek/secret.sqlite', 'app://tirek/x', 'app://tirek/assets/',
  ])('finds nothing at %s', (address) => expect(find(address)).toBeUndefined());
  test('a climb that the address itself resolves stays inside', () => expect(find('app://tirek/a/../../x.js')?.path).toBe('/app/page/x.js'));
});
