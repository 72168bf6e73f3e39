import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashSources } from '../../../scripts/bootstrap/build-stamp.mjs';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { libraries, listMissingLibraries } from '../../../scripts/bootstrap/system-libraries.mjs';

const scripts = join(places.root, 'scripts');
/** These two run inside what the bootstrap has made: Electron, and Node 24 after npm ci. */
const later = ['install-electron-from-npm.mjs', 'default-app'];
const early = [...readdirSync(scripts).filter((name) => name.endsWith('.mjs')), ...readdirSync(join(scripts, 'bootstrap')).filter((name) => !later.includes(name)).map((name) => join('bootstrap', name))];

test.each(early)('%s imports only what a bare Node has', (name) => {
  const imported = [...readFileSync(join(scripts, name), 'utf8').matchAll(/^import .*?from '([^']+)'|import\('([^']+)'\)(?!\.)/gm)].map((match) => match[1] ?? match[2] ?? '');
  for (const from of imported) expect(from.startsWith('.') ? from.endsWith('.mjs') : builtinModules.includes(from.replace('node:', '')), `${name}: ${from}`).toBe(true);
});

test.each(Object.entries(JSON.parse(readFileSync(join(places.root, 'package.json'), 'utf8')).scripts as Record<string, string>))('npm run %s is a script that is there', (_name, command) => {
  const file = /^node (scripts\/[a-z]+\.mjs)$/.exec(command)?.[1];
  expect(file && execFileSync(process.execPath, ['--check', join(places.root, file)]).toString()).toBe('');
});

test('knows a missing library from one that is there', () => {
  expect(listMissingLibraries()).toEqual([]);
  libraries.push({ package: 'none', proof: 'libnone-of-this-name.so.1' });
  expect(listMissingLibraries()).toEqual(process.platform === 'linux' ? ['none'] : []);
  libraries.pop();
});

test('the sources hash alike twice', () => expect(hashSources()).toBe(hashSources()));
