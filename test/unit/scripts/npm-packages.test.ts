import { expect, test } from 'vitest';
import { isSameInstallation } from '../../../scripts/bootstrap/npm-packages.mjs';

const lock = (packages: Record<string, object>) => JSON.stringify({ packages: { '': { name: 'tirek' }, ...packages } });
const wanted = lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } });

test('an installation with the same versions is the same, optional packages of other systems aside', () =>
  expect(isSameInstallation(wanted, lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true));
test('a missing package makes a difference', () => expect(isSameInstallation(wanted, lock({}))).toBe(false));
test('another version makes a difference', () => expect(isSameInstallation(wanted, lock({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false));
test('another version of an optional package makes a difference', () =>
  expect(isSameInstallation(wanted, lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.1.0', optional: true } }))).toBe(false));
