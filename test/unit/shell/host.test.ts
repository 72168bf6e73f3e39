import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backOff } from '../../../src-main/host/back-off.ts';
import { findNode } from '../../../src-main/host/find-node.ts';
import { contentSecurityPolicy } from '../../../src-main/window/content-security-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (...path: string[]) => {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  return file;
};

test('a host is started again at once, then ever later, at most after 5 s', () => expect([1, 2, 3, 4, 5, 6, 1000].map(backOff)).toEqual([0, 100, 500, 2000, 5000, 5000, 5000]));

test('a Node is the named one, else the tree’s own, else the first on the path', () => {
  const path = put('bin', 'node');
  const env = { PATH: [join(folder, 'none'), join(folder, 'bin')].join(':') };
  expect(findNode(env, folder, 'linux')).toBe(path);
  const own = put('node_modules', 'node', 'bin', 'node');
  expect(findNode(env, folder, 'linux')).toBe(own);
  const named = put('named');
  expect(findNode({ ...env, TIREK_NODE: named }, folder, 'linux')).toBe(named);
  expect(findNode({ ...env, TIREK_NODE: join(folder, 'gone') }, folder, 'linux')).toBe(own);
  expect(findNode({}, join(folder, 'none'), 'linux')).toBeUndefined();
});

test('the policy allows no inline script, no eval and no connection', () => {
  const policy = contentSecurityPolicy('abc');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc';");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
