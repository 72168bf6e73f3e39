import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { judgeCall } from '../../../src-main/ipc/judge-call.ts';
import { isTrustedFrame } from '../../../src-main/ipc/trusted-frame.ts';

const contract = {
  'a.read': { kind: 'query', input: z.object({ iin: z.string({ error: 'required' }).transform((text) => text.trim()) }) },
  'a.watch': { kind: 'live', input: z.object({}) },
} as const;

describe('judgeCall', () => {
  test('passes a fitting input on as it came', () => expect(judgeCall(contract, { channel: 'a.read', input: { iin: ' 1 ' } }, ['query'])).toEqual({ ok: true, value: { channel: 'a.read', kind: 'query', input: { iin: ' 1 ' } } }));
  test("names the place of a fault and the schema's own word for it", () =>
    expect(judgeCall(contract, { channel: 'a.read', input: {} }, ['query'])).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: 'iin', code: 'required' }] } }));
  test("gives zod's code where the schema has no word", () =>
    expect(judgeCall(contract, { channel: 'a.watch', input: 5 }, ['live'])).toEqual({ ok: false, error: { type: 'InvalidInput', issues: [{ path: '', code: 'invalid_type' }] } }));
  test.each(['a.none', 'a.watch', 'toString', '__proto__'])('knows no query %s', (channel) =>
    expect(judgeCall(contract, { channel, input: {} }, ['query', 'command'])).toEqual({ ok: false, error: { type: 'UnknownChannel', channel } }));
  test.each([undefined, null, 'a.read', {}, { channel: '' }, { channel: 5 }, { channel: 'a.read', input: {}, more: 1 }])('refuses %j as no call', (request) =>
    expect(judgeCall(contract, request, ['query'])).toMatchObject({ ok: false, error: { type: 'InvalidInput' } }));
});

describe('isTrustedFrame', () => {
  const ours = {};
  test('trusts the main frame of our window on our page', () => expect(isTrustedFrame(ours, { url: 'app://tirek/', parent: null }, ours)).toBe(true));
  test.each([
    ['another window', {}, { url: 'app://tirek/', parent: null }],
    ['a sub-frame', ours, { url: 'app://tirek/', parent: {} }],
    ['a foreign page', ours, { url: 'https://example.org/', parent: null }],
    ['a look-alike', ours, { url: 'app://tirek.example.org/', parent: null }],
    ['a blank page', ours, { url: 'about:blank', parent: null }],
    ['a frame that is gone', ours, null],
  ])('does not trust %s', (_name, sender, frame) => expect(isTrustedFrame(sender, frame, ours)).toBe(false));
});
