import { expect, test } from 'vitest';
import { askFolder } from '../../../src-main/ipc/ask-folder.ts';
import type { Outcome } from '../../../src-main/host/host-link.ts';

const ask = async (outcome: Outcome, folder: string | undefined) => {
  const done: string[] = [];
  const host = { call: async ({ channel }: { channel: string }) => (done.push(channel), outcome) };
  const result = await askFolder(host, 'stick.ask', async () => (done.push('dialog'), folder));
  return { result, done };
};

test('the person is asked for a folder after the host has said that it may be used', async () =>
  expect(await ask({ ok: true, value: {} }, '/media/stick')).toEqual({ result: { ok: true, value: '/media/stick' }, done: ['stick.ask', 'dialog'] }));
test('over a locked window no dialog is opened', async () => {
  const locked: Outcome = { ok: false, error: { type: 'Locked' } };
  expect(await ask(locked, '/media/stick')).toEqual({ result: locked, done: ['stick.ask'] });
});
test('whoever chooses none has changed their mind', async () => expect((await ask({ ok: true, value: {} }, undefined)).result).toEqual({ ok: false, error: { type: 'Cancelled' } }));
