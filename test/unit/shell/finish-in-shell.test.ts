import { expect, test } from 'vitest';
import { finishInShell, type Printer } from '../../../src-main/ipc/finish-in-shell.ts';

const opened: string[] = [];
let forgotten = 0;
const printer: Printer = { show: async (name) => ({ name, path: `/shown/${name}` }), forget: () => { forgotten += 1; }, save: async (name, bytes) => ({ name, path: `/documents/${name} (${bytes.length})` }), print: async (name) => ({ name: `${name}.pdf`, path: `/documents/${name}.pdf` }), open: async (name, how) => name === 'a.pdf' && opened.push(how) > 0 };

test('a page becomes a file, and what is on it does not reach the window', async () => {
  expect(await finishInShell({ channel: 'case.paper', input: {} }, { ok: true, value: { name: 'a', html: '<p>' } }, printer)).toEqual({ ok: true, value: { name: 'a.pdf', path: '/documents/a.pdf' } });
});
test('a file is put away, and what is in it does not reach the window', async () => {
  expect(await finishInShell({ channel: 'figures.export', input: {} }, { ok: true, value: { name: 'a.csv', bytes: new Uint8Array(3) } }, printer)).toEqual({ ok: true, value: { name: 'a.csv', path: '/documents/a.csv (3)' } });
});
test('a file of a record is shown from a copy that goes when the laptop is locked, and is not left among the papers', async () => {
  expect(await finishInShell({ channel: 'assessment.file', input: {} }, { ok: true, value: { name: 'a.pdf', bytes: new Uint8Array(3) } }, printer)).toEqual({ ok: true, value: { name: 'a.pdf', path: '/shown/a.pdf' } });
  expect(forgotten).toBe(0);
  await finishInShell({ channel: 'session.lock', input: {} }, { ok: true, value: {} }, printer);
  expect(forgotten).toBe(1);
});
test('another answer that looks like a page is passed on', async () => {
  const outcome = { ok: true, value: { name: 'a', html: '<p>' } } as const;
  expect(await finishInShell({ channel: 'case.watch', input: {} }, outcome, printer)).toBe(outcome);
});
test('a paper is opened that was printed here, and no other', async () => {
  expect(await finishInShell({ channel: 'paper.open', input: { name: 'a.pdf', how: 'folder' } }, { ok: true, value: {} }, printer)).toEqual({ ok: true, value: {} });
  expect(opened).toEqual(['folder']);
  expect(await finishInShell({ channel: 'paper.open', input: { name: '/etc/passwd', how: 'file' } }, { ok: true, value: {} }, printer)).toMatchObject({ ok: false, error: { type: 'NotFound', what: 'paper' } });
});
test('nobody opens anything whom the host does not let', async () => {
  opened.length = 0;
  const refused = { ok: false, error: { type: 'Locked' } } as const;
  expect(await finishInShell({ channel: 'paper.open', input: { name: 'a.pdf', how: 'file' } }, refused, printer)).toBe(refused);
  expect(opened).toEqual([]);
});
