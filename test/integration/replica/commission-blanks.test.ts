import { afterEach, beforeEach, expect, test } from 'vitest';
import { decided, openCommission, rated, type Commission } from '../../support/mse/commission.ts';
import { newFolder } from '../../support/replica/laptop.ts';

let folder: ReturnType<typeof newFolder>;
let office: Commission;
beforeEach(async () => {
  folder = newFolder();
  office = await openCommission(folder.path);
});
afterEach(async () => {
  await office.laptop.close();
  folder.remove();
});

test('a series of blanks: each number once received, once given out, once spoilt; the certificate names its blank, the register is printed', async () => {
  const { laptop } = office;
  const { act } = await office.signed(await office.person(1), { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) });
  await office.at('saule');
  const receive = (first: number, last: number) => laptop.call('blank.receive', { series: 'МС', first, last, reason: 'Жүкқұжат № 4' });
  expect(await receive(8, 11)).toMatchObject({ value: { count: 4 } });
  // all or nothing
  expect(await receive(10, 15)).toMatchObject({ error: { type: 'Conflict', what: 'blank', id: 'МС 000010' } });
  expect(await receive(3, 2)).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'last', code: 'order' }] } });
  expect(await receive(1000, 2000)).toMatchObject({ error: { issues: [{ code: 'tooManyBlanks' }] } });
  expect(laptop.look('blank.list', {})).toMatchObject({ counts: { received: 4, issued: 0, spoilt: 0, left: 4 }, next: 'МС 000008' });
  const happen = (number: string, event: 'issued' | 'spoilt', reason = '') => laptop.call('register.blank', { number, event, act: event === 'issued' ? act : null, reason });
  expect(await happen('МС 000008', 'issued')).toMatchObject({ ok: true });
  expect(await happen('МС 000008', 'issued')).toMatchObject({ error: { type: 'Conflict', what: 'blank' } });
  expect(await happen('МС 000009', 'spoilt')).toMatchObject({ error: { issues: [{ path: 'reason', code: 'required' }] } });
  expect(await happen('МС 000009', 'spoilt', 'Сия төгілді')).toMatchObject({ ok: true });
  expect(await happen('МС 000009', 'issued')).toMatchObject({ error: { type: 'Conflict' } });
  expect(await happen('МС 000099', 'issued')).toMatchObject({ error: { type: 'Conflict' } });
  const { number } = laptop.look('act.list', {}).rows[0]!;
  expect(laptop.look('blank.list', {})).toMatchObject({ counts: { received: 4, issued: 1, spoilt: 1, left: 2 }, next: 'МС 000010', rows: [{ number: 'МС 000008', state: 'issued', act: number }, { state: 'spoilt', reason: 'Сия төгілді' }, { state: 'left' }, { state: 'left' }] });
  expect((await laptop.must('paper.make', { act, kind: 'certificate', language: 'kk' })).html).toContain('<th>Бланк</th><td>МС 000008</td>');
  expect((await laptop.must('paper.make', { act, kind: 'act', language: 'kk' })).html).not.toContain('МС 000008');
  const page = (await laptop.must('blank.paper', { language: 'ru' })).html!;
  expect([...page.matchAll(/<td>(МС \d+)<\/td><td>([^<]*)<\/td>/g)].map(([, blank, state]) => `${blank!} ${state!}`)).toEqual(['МС 000008 Выдано', 'МС 000009 Испорчено', 'МС 000010 Осталось', 'МС 000011 Осталось']);
  // spoilt after it was given out, another takes its place
  expect(await happen('МС 000008', 'spoilt', 'Аты-жөнінде қате')).toMatchObject({ ok: true });
  expect(await happen('МС 000010', 'issued')).toMatchObject({ ok: true });
  expect((await laptop.must('paper.make', { act, kind: 'certificate', language: 'kk' })).html).toContain('<td>МС 000010</td>');
  await office.at('mukan');
  expect(await laptop.call('blank.receive', { series: '', first: 1, last: 1, reason: '' })).toMatchObject({ error: { type: 'NotAllowed' } });
});
