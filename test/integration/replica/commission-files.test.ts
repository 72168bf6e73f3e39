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

const pdf = new TextEncoder().encode('%PDF-1.7 рентген');

test('a file of a referral is kept with its hash, shown to whoever opened the record with a trace, and stays through a restart; what is sealed takes no more', async () => {
  const { laptop } = office;
  const id = await office.register(await office.person(1));
  await office.at('saule');
  const attach = (bytes: Uint8Array<ArrayBuffer>, type: 'application/pdf' | 'image/png' = 'application/pdf') => laptop.call('assessment.attach', { id, name: 'рентген.pdf', type, bytes });
  expect(await attach(pdf, 'image/png')).toMatchObject({ error: { type: 'InvalidInput', issues: [{ path: 'bytes', code: 'scanKind' }] } });
  const attached = await attach(pdf);
  expect(attached).toMatchObject({ ok: true });
  const { hash } = (attached as { value: { hash: string } }).value;
  expect(await attach(pdf)).toMatchObject({ error: { type: 'Conflict', what: 'file' } });
  await office.at('mukan');
  expect(await laptop.call('assessment.file', { id, hash })).toMatchObject({ error: { type: 'NotFound' } });
  await laptop.must('assessment.read', { id });
  expect((await laptop.must('assessment.file', { id, hash })).bytes).toEqual(pdf);
  expect(laptop.look('assessment.watch', { id })).toMatchObject({ assessment: { files: [{ name: 'рентген.pdf', size: pdf.length, hash, added: { byName: 'Сәуле Тіркеуова' }, laptop: 'paper' }] }, filesHere: [hash], actions: expect.arrayContaining(['attach']) as unknown });
  await office.at('seitov');
  await office.schedule(id);
  await office.draft(id, { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) });
  await office.seal(id);
  expect(await attach(new TextEncoder().encode('%PDF-1.7 басқа'))).toMatchObject({ error: { type: 'Conflict', what: 'assessmentStatus' } });
  await laptop.must('assessment.read', { id });
  expect((await laptop.must('assessment.file', { id, hash })).bytes).toEqual(pdf);
  await office.at('aigul');
  expect(await laptop.call('assessment.file', { id, hash })).toMatchObject({ error: { type: 'NotAllowed' } });
});
