import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { doors, folders, impure } from '../../../lint/layers.js';

const root = resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({ cwd: root });
const made: string[] = [];
afterAll(() => { for (const path of made.reverse()) rmSync(path, { recursive: true }); });

/** Rule ids of what the linter says of `text` as `file`, leaving out what a bare probe cannot help. */
const rulesFor = async (file: string, text: string): Promise<string[]> => {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  const ids = (result?.messages ?? []).map((message) => message.ruleId ?? `fatal: ${message.message}`);
  return [...new Set(ids.filter((id) => !id.startsWith('@typescript-eslint/') && id !== 'no-undef'))];
};

const isModule = (name: string): boolean => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts') && !name.endsWith('.test.ts');

/** A file below `folder` that is really there and not below `except`: the linter resolves what is imported. Written, and removed in the end, where the folder has none yet. */
const getModuleBelow = (folder: string, except: readonly string[] = []): string => {
  const found = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => isModule(path) && !except.some((inner) => path.startsWith(join(folder, inner) + sep))).sort()[0]
    : undefined;
  if (found !== undefined) return found;
  for (let path = join(root, folder); !existsSync(path); path = dirname(path)) made.push(path);
  mkdirSync(join(root, folder), { recursive: true });
  const probe = join(folder, 'lint-probe.ts');
  made.push(join(root, probe));
  writeFileSync(join(root, probe), 'export const probe = 1;\n');
  return probe;
};

const importOf = (from: string, path: string): string => {
  const way = relative(dirname(from), path).replaceAll(sep, '/');
  return `import * as probe from '${way.startsWith('.') ? way : `./${way}`}';\nexport const used = probe;\n`;
};
const packageImport = (name: string): string => `import * as probe from '${name.replace('/*', '/probe')}';\nexport const used = probe;\n`;
const dynamicImport = (name: string): string => `export const later = () => import('${name.replace('/*', '/probe')}');\n`;
/** A file of that folder or glob, which need not be there. */
const fileIn = (glob: string): string => (glob.endsWith('**') ? glob.replace('**', 'deep/probe.ts') : glob);
const layers = ['shared/base', 'shared/domain', 'shared/rules', 'shared/sync', 'shared/ipc', 'src-main/window', 'src-main/replica/usecases', 'src-main/replica/sync', 'src-main/replica/store/rx-storage', 'src-server/http', 'src-renderer/features/persons', 'src-renderer/components'];

describe('folders: who may import whom', () => {
  const rows = folders.flatMap((row) => row.from.map((from) => ({ target: row.target, from, except: 'except' in row ? row.except : [] })));

  it.each(rows)('$target may not import from $from', async ({ target, from, except }) => {
    const file = join(target, 'deep/probe.ts');
    expect(await rulesFor(file, importOf(file, getModuleBelow(from, except)))).toEqual(['import-x/no-restricted-paths']);
  });

  it.each(folders.map((row) => row.target))('%s may import from itself', async (target) => {
    const file = join(target, 'deep/probe.ts');
    expect(await rulesFor(file, importOf(file, getModuleBelow(target)))).toEqual([]);
  });

  it.each([
    ['shared/ipc', 'shared/domain'], ['shared/rules', 'shared/domain'], ['shared/sync', 'shared/base'], ['src-main/replica/usecases', 'src-main/replica/store'], ['src-main/replica/queries', 'shared/domain'],
    ['src-server/http', 'shared/sync'], ['src-renderer/features', 'src-renderer/components'], ['src-renderer/app', 'src-renderer/features'], ['test/unit', 'src-main/replica/store'], ['scripts/demo', 'shared/domain'],
  ])('%s may import from %s', async (target, from) => {
    const file = join(target, 'deep/probe.ts');
    expect(await rulesFor(file, importOf(file, getModuleBelow(from)))).toEqual([]);
  });

  it('looks through dynamic imports, re-exports and left-out endings', async () => {
    const way = relative('shared/base', getModuleBelow('src-server')).replaceAll(sep, '/');
    expect(await rulesFor('shared/base/probe.ts', `export const later = () => import('${way}');\n`)).toEqual(['import-x/no-restricted-paths']);
    expect(await rulesFor('shared/base/probe.ts', `export { probe } from '${way}';\n`)).toEqual(['import-x/no-restricted-paths']);
    expect(await rulesFor('shared/base/probe.ts', `export { probe } from '${way.replace(/\.tsx?$/, '')}';\n`)).toEqual(['import-x/no-restricted-paths']);
  });
});

describe('doors: one door per capability', () => {
  const packages = doors.flatMap((door) => door.packages.map((name) => ({ name, only: door.only })));
  const closed = packages.flatMap(({ name, only }) => layers.filter((layer) => !only.some((glob) => `${layer}/`.startsWith(glob.replace('**', '')))).map((layer) => ({ name, layer })));

  it.each(closed)('$name may not be imported in $layer', async ({ name, layer }) => {
    expect(await rulesFor(`${layer}/probe.ts`, packageImport(name))).toEqual(['no-restricted-imports']);
    expect(await rulesFor(`${layer}/probe.ts`, dynamicImport(name))).toEqual(['layers/dynamic-door']);
  });

  it.each(packages.flatMap(({ name, only }) => only.map((glob) => ({ name, glob }))))('$name may be imported in $glob', async ({ name, glob }) => {
    expect(await rulesFor(fileIn(glob), packageImport(name))).toEqual([]);
    expect(await rulesFor(fileIn(glob), dynamicImport(name))).toEqual([]);
  });

  it('takes a package for a package, not for a folder of that name', async () => {
    for (const path of ['./electron/window.ts', '../react/state.ts', './pg/probe.ts']) expect(await rulesFor('src-main/replica/usecases/probe.ts', packageImport(path) + dynamicImport(path))).toEqual([]);
  });
});

describe('impure: time, ids and randomness are injected', () => {
  const reads = ['Date.now()', 'new Date()', 'performance.now()', 'Math.random()', 'randomBytes(8)', 'randomUUID()', 'getRandomValues(a)', 'crypto.randomUUID()', 'crypto.randomBytes(8)', 'crypto.getRandomValues(a)', 'globalThis.crypto.randomUUID()'];

  it.each(layers.flatMap((layer) => reads.map((read) => ({ layer, read }))))('$read is refused in $layer', async ({ layer, read }) => {
    expect(await rulesFor(`${layer}/probe.ts`, `export const probe = (a) => [a, ${read}];\n`)).toEqual(['no-restricted-syntax']);
  });

  it.each(impure)('%s may read them', async (glob) => {
    expect(await rulesFor(fileIn(glob), `export const probe = (a) => [a, ${reads.join(', ')}];\n`)).toEqual([]);
  });

  it.each(layers)('a date from a given value is fine in %s', async (layer) => {
    expect(await rulesFor(`${layer}/probe.ts`, 'export const probe = (at) => new Date(at).getTime();\n')).toEqual([]);
  });
});

describe('documents of the replica', () => {
  const writes = ['rx.collections.persons.insert(a)', 'a.incrementalPatch(a)', 'a.getLatest().patch(a)', 'a.putAttachment(a)', 'a.bulkUpsert(a)'];
  it.each(['src-main/replica/usecases/probe.ts', 'src-main/replica/store/probe.ts', 'src-main/replica/sync/probe.ts'].flatMap((file) => writes.map((write) => ({ file, write }))))('$write is refused in $file: commit alone writes', async ({ file, write }) => {
    expect(await rulesFor(file, `export const probe = (a, rx) => [rx, ${write}];\n`)).toEqual(['no-restricted-syntax']);
  });
});

describe('window.bridge', () => {
  const touches = ['window.bridge', 'globalThis.bridge', "window['bridge']", '(({ bridge }) => bridge)(window)', '(() => { const { bridge } = window; return bridge; })()'];
  it.each(['src-renderer/features/persons/probe.ts', 'src-renderer/app/probe.tsx', 'src-renderer/app/clock.ts', 'src-renderer/components/probe.tsx'].flatMap((file) => touches.filter((touch) => !touch.startsWith('((')).map((touch) => ({ file, touch }))))(
    '$touch is refused in $file', async ({ file, touch }) => {
      expect(await rulesFor(file, `export const probe = ${touch};\n`)).toEqual(['no-restricted-syntax']);
    });
  it('is for src-renderer/api, which is as strict in the rest', async () => {
    for (const touch of touches) expect(await rulesFor('src-renderer/api/probe.ts', `export const probe = ${touch};\n`)).toEqual([]);
    expect(await rulesFor('src-renderer/api/probe.ts', 'export const probe = Date.now();\n')).toEqual(['no-restricted-syntax']);
    expect(await rulesFor('src-renderer/api/probe.ts', 'export enum Probe { A }\n')).toEqual(['no-restricted-syntax']);
  });
});

describe('shared runs everywhere', () => {
  const shared = layers.filter((layer) => layer.startsWith('shared/'));
  it.each(shared.flatMap((layer) => ['node:fs', 'node:crypto', 'fs', 'path', 'crypto', 'fs/promises'].map((name) => ({ layer, name }))))('$name may not be imported in $layer', async ({ layer, name }) => {
    expect(await rulesFor(`${layer}/probe.ts`, packageImport(name))).toEqual(['no-restricted-imports']);
  });
  it.each(['process', 'window', 'document', 'Buffer', 'fetch', 'localStorage'])('%s may not be used there', async (name) => {
    expect(await rulesFor('shared/base/probe.ts', `export const probe = ${name};\n`)).toEqual(['no-restricted-globals']);
    expect(await rulesFor('src-main/window/probe.ts', `export const probe = ${name};\n`)).toEqual([]);
  });
  it('may use zod and its own files', async () => { expect(await rulesFor('shared/base/probe.ts', packageImport('zod') + importOf('shared/base/x.ts', 'shared/base/result.ts').replaceAll('probe', 'own').replace('used', 'also'))).toEqual([]); });
});

describe('every file', () => {
  it.each([...layers.map((layer) => `${layer}/probe.ts`), 'scripts/probe.ts', 'test/unit/probe.ts', 'src-main/main.ts', 'src-renderer/app/clock.ts'])('%s has no enum', async (file) => {
    expect(await rulesFor(file, 'export enum Probe { A, B }\n')).toEqual(['no-restricted-syntax']);
    expect(await rulesFor(file, "export type Probe = 'a' | 'b';\n")).toEqual([]);
  });

  it.each(['shared/base/probe.ts', 'scripts/probe.mjs', 'test/unit/probe.ts', 'src-renderer/app/Probe.tsx'])('%s has 250 lines at the most', async (file) => {
    const lines = (count: number): string => Array.from({ length: count }, (_, at) => `export const line${String(at)} = ${String(at)};`).join('\n');
    expect(await rulesFor(file, lines(251))).toEqual(['max-lines']);
    expect(await rulesFor(file, lines(250))).toEqual([]);
  });

  it.each(layers)('%s has named exports only', async (layer) => {
    expect(await rulesFor(`${layer}/probe.ts`, 'export default 1;\n')).toEqual(['import-x/no-default-export']);
  });

  it('imports in no circle', async () => {
    // person.ts really imports kato.ts, so a kato.ts that imports person.ts closes the circle.
    expect(readFileSync(join(root, 'shared/domain/person.ts'), 'utf8')).toMatch(/import \{.*KatoCode.*\} from '\.\/kato\.ts'/);
    expect(await rulesFor('shared/domain/kato.ts', importOf('shared/domain/kato.ts', 'shared/domain/person.ts'))).toEqual(['import-x/no-cycle']);
    expect(await rulesFor('shared/domain/probe.ts', importOf('shared/domain/probe.ts', 'shared/domain/person.ts'))).toEqual([]);
  });
});
