import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { documentTable, plainDocument } from '../../../src-main/replica/store/documents.ts';
import type { Opinion } from '../../../shared/domain/mse/opinion.ts';
import { commissionAt, decided, rated } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { commission, staff, ulan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';

const folders = Array.from({ length: 4 }, newFolder);
let server: TestServer;
const laptops: Laptop[] = [];
const who = (...logins: string[]) => [...staff, ...commission].filter(({ login }) => logins.includes(login));

beforeAll(async () => {
  server = await startServer({ data: folders[3]!.path });
  const sets = [who('aigul', 'saule', 'seitov', 'mukan', 'petrova'), who('expert1'), who('expert2', 'expert3')];
  for (const [n, people] of sets.entries()) {
    const laptop = openLaptop({ profile: folders[n]!.path });
    laptops.push(laptop);
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, `Ноутбук ${n}`);
  }
});
afterAll(async () => {
  for (const laptop of laptops) await laptop.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
const held = ({ host }: Laptop): Opinion[] => host.office!.replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(host.office!.replica, 'opinions')} WHERE deleted = 0 ORDER BY id`).map(({ body }) => plainDocument<Opinion>(body));

test('three experts at two other laptops: each gets a nameless file of their own, nobody an opinion before all are in, and then the chair reads them', async () => {
  const [chair, one, two] = laptops as [Laptop, Laptop, Laptop];
  const office = commissionAt(chair);
  const personId = await office.person(1, { birthDate: '1974-03-01' as PlainDate });
  const referral = { ...sampleReferral, treatment: 'Сынақова1 Гүлнұр, 01.03.1974, Остеосинтез, ЛФК' };
  const assessment = await office.register(personId, { mode: 'inAbsentia', referral });
  await synced(chair);
  // the centre has told who else may be asked
  const { askable } = await chair.must('mse.reference', {});
  const idOf = (login: string) => askable.find((member) => member.name === commission.find((other) => other.login === login)!.name)!.id;
  const experts = ['expert1', 'expert2', 'expert3'].map(idOf);
  await chair.must('assessment.sendToExperts', { id: assessment, experts });
  // their own word needs no chair's release; the examination itself stays
  await synced(chair);
  expect(chair.look('status.watch', {})).toMatchObject({ quarantined: 0 });
  expect(held(chair)).toMatchObject([{ given: null }, { given: null }, { given: null }]);
  await chair.must('session.lock', {});

  await one.unlock('expert1');
  await synced(one);
  expect(held(one)).toMatchObject([{ expert: experts[0], given: null }]);
  expect(JSON.stringify(held(one))).not.toMatch(/Сынақова|Гүлнұр|1974|Ұлан|Қуанышев|Тарғын/);
  const [file] = one.look('opinion.list', {}).rows;
  await one.must('opinion.give', { id: file!.id, outcome: 'group2', text: 'Бірінші сарапшы' });
  await synced(one);
  expect(one.look('status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
  await one.must('session.lock', {});

  const asChair = async (look: () => Promise<void> | void) => {
    await office.at('seitov');
    await synced(chair);
    await chair.must('assessment.read', { id: assessment });
    await look();
    await chair.must('session.lock', {});
  };
  await asChair(() => {
    expect(held(chair).every(({ given }) => given === null)).toBe(true);
    expect(chair.look('assessment.watch', { id: assessment }).opinions).toMatchObject({ given: 0, wanted: 3, texts: [] });
  });

  await two.unlock('expert2');
  await synced(two);
  expect(held(two).map(({ expert, given }) => [expert, given])).toEqual([[experts[1], null], [experts[2], null]]);
  expect(two.look('opinion.list', {}).rows).toMatchObject([{ expert: experts[1] }]);
  await two.must('opinion.give', { id: two.look('opinion.list', {}).rows[0]!.id, outcome: 'group2', text: 'Екінші сарапшы' });
  await synced(two);
  expect(JSON.stringify(held(two))).not.toContain('Бірінші');
  await asChair(() => expect(JSON.stringify(held(chair))).not.toMatch(/сарапшы/));
  await two.unlock('expert3');
  await two.must('opinion.give', { id: two.look('opinion.list', {}).rows[0]!.id, outcome: 'group3', text: 'Үшінші сарапшы' });
  await synced(two);
  await two.must('session.lock', {});

  await asChair(async () => {
    expect(chair.look('assessment.watch', { id: assessment }).opinions).toMatchObject({ given: 3, wanted: 3 });
    expect(chair.look('assessment.watch', { id: assessment }).opinions!.texts.map(({ text }) => text).toSorted()).toEqual(['Бірінші сарапшы', 'Екінші сарапшы', 'Үшінші сарапшы']);
    expect(await office.schedule(assessment)).toMatchObject({ ok: true });
    await office.draft(assessment, { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) });
    expect(await chair.call('assessment.seal', { id: assessment })).toMatchObject({ ok: true });
  });
});
