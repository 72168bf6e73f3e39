import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { entitlementsOf } from '../../../src-main/replica/queries/entitlements.ts';
import { listObligations } from '../../../src-main/replica/queries/figures/obligations.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeTransfer } from '../../support/server/test-office.ts';

const folders = [newFolder(), newFolder()];
let [server, from, to] = [undefined as unknown as TestServer, undefined as unknown as Laptop, undefined as unknown as Laptop];
beforeAll(async () => {
  server = await startServer();
  [from, to] = (await Promise.all([ulan, zaysan].map(async (district, index) => {
    const laptop = openLaptop({ profile: folders[index]!.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, district), staff);
    await laptop.unlock('bolat');
    return laptop;
  }))) as [Laptop, Laptop];
});
afterAll(async () => {
  for (const laptop of [from, to]) await laptop?.close();
  await server?.stop();
  for (const folder of folders) folder.remove();
});

const synced = async (...laptops: readonly Laptop[]) => {
  for (const laptop of laptops) expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
};
const signed = async (laptop: Laptop) => {
  await laptop.must('batch.sign', { password });
  await synced(laptop);
};
const decisions = (laptop: Laptop, caseId: CaseId) => laptop.look('decision.list', { caseId }).rows.map(({ decision }) => decision);
const owed = (laptop: Laptop) => listObligations(laptop.host);
const person = async (n: number) => {
  await from.unlock('aigul');
  return (await from.must('person.register', { ...madeUpPerson(n), dismissed: [] })).id;
};
/** A case of a person, decided at the first district and released. */
const approved = async (personId: PersonId) => {
  await from.unlock('aigul');
  const { id } = await from.must('case.open', { personId, risk: 'loss-of-work-capacity', claims: ['disability-benefit'] });
  await from.must('case.saveDraft', { id, facts: { law: { disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2024-02-01' }, lawDay: '2025-07-01' as PlainDate } });
  await from.must('case.handOver', { id });
  await from.unlock('bolat');
  await from.must('case.approve', { id });
  await signed(from);
  return id;
};
const given = async (id: CaseId) => {
  await from.must('case.transfer', { id, to: zaysan, reason: 'Көшті' });
  await signed(from);
  await synced(to);
};
/** What the norms of a later day change here. */
const reckoned = async (laptop: Laptop) => {
  await laptop.must('norms.start', { asOf: '2026-07-01' as PlainDate, edition: null });
  // Not before: what was reckoned the last time is ready too.
  const watched = laptop.watch('norms.watch', {});
  await expect.poll(() => watched.value?.phase, soon).toBe('ready');
  watched.stop();
  return watched.value!.rows;
};
const decidedAnew = async (laptop: Laptop) => {
  await reckoned(laptop);
  return laptop.must('norms.apply', {});
};

test('where a case leaves while it was being decided anew, the new decision ends with the word that it replaces the old one', async () => {
  const id = await approved(await person(1));
  await given(id);
  const [came] = decisions(to, id);
  expect(await decidedAnew(to)).toEqual({ applied: 1 });
  expect(decisions(to, id)).toMatchObject([{ replaces: came!.id }, { id: came!.id }]);

  const colleague = await makeDevice(server, zaysan);
  await colleague.pullAll();
  const { v } = colleague.pulled.findLast((item) => item.i === id) as unknown as { v: number };
  expect(await colleague.push([writeTransfer(colleague, id, ulan, v)])).toMatchObject([{ r: 'applied' }]);
  await synced(to, from);
  expect(decisions(to, id)).toEqual([]);
  expect(to.look('status.watch', {})).toMatchObject({ unreleased: 0, unsent: 0 });

  await given(id);
  expect(decisions(to, id)).toMatchObject([{ id: came!.id, replacedBy: null }]);
  expect(to.look('status.watch', {})).toMatchObject({ unreleased: 0, unsent: 0 });
  // Decided anew once more, with the knowledge of where it was: that holds, though what the centre sent is read from its beginning.
  expect(await decidedAnew(to)).toEqual({ applied: 1 });
  getOffice(to.host).replica.commit({ durability: 'normal', documents: [], sql: (db) => db.run('DELETE FROM cursor') });
  await synced(to);
  expect(decisions(to, id)).toMatchObject([{ replaces: came!.id }, { id: came!.id }]);
  await signed(to);
  expect(to.look('aside.list', {}).rows).toEqual([]);
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  const { rows } = await client.query<{ id: string }>("SELECT id FROM document WHERE collection = 'decisions' AND body ->> 'caseId' = $1 AND body ->> 'replacedBy' IS NULL", [id]);
  await client.end();
  expect(rows.map((row) => row.id)).toEqual([decisions(to, id)[0]!.id]);
});

test('who gets the case of a person whose records were merged owes it, and finds it under the person’s name', async () => {
  const [keep, other] = [await person(2), await person(3)];
  const id = await approved(other);
  await from.must('person.merge', { keep, other, take: [] });
  await signed(from);
  const before = owed(to);
  await given(id);
  expect(decisions(to, id)).toMatchObject([{ personId: other }]);
  expect(owed(to)).toHaveLength(before.length + 1);
  expect((await reckoned(to)).find(({ caseId }) => caseId === id)).toMatchObject({ personId: keep, personKk: expect.stringContaining('Сынақова2') as unknown });
  await to.must('norms.cancel', {});
});

test('a case that leaves between the reckoning and the deciding is not decided anew', async () => {
  const id = await approved(await person(4));
  await given(id);
  expect((await reckoned(to)).filter(({ caseId }) => caseId === id)).toHaveLength(1);
  await to.must('case.transfer', { id, to: ulan, reason: 'Қайта көшті' });
  await to.must('norms.apply', {});
  expect(decisions(to, id)).toMatchObject([{ district: ulan, replacedBy: null }]);
  await signed(to);
  await synced(from);
  expect(to.look('aside.list', {}).rows).toEqual([]);
  expect(decisions(from, id)).toMatchObject([{ district: ulan, replacedBy: null }]);
});

test('the district that a case has left knows of what is paid by it, also when it was decided anew there', async () => {
  const [keep, other] = [await person(5), await person(6)];
  const id = await approved(other);
  const entitled = (laptop: Laptop) => entitlementsOf(laptop.host, keep, null).map(({ programme, number }) => [programme, number]);
  const [made] = decisions(from, id);
  expect(entitled(from)).toEqual([]);
  await from.must('person.merge', { keep, other, take: [] });
  expect(entitled(from)).toEqual([['disability-benefit', made!.number]]);
  await signed(from);
  await given(id);
  expect(entitled(to)).toEqual([['disability-benefit', made!.number]]);
  await decidedAnew(to);
  await signed(to);
  await synced(from);
  expect(decisions(from, id)).toMatchObject([{ replacedBy: decisions(to, id)[0]!.id }]);
  expect(entitled(from)).toEqual([['disability-benefit', made!.number]]);
  expect(entitled(to)).toEqual([['disability-benefit', decisions(to, id)[0]!.number]]);
});

test('the paper of a decision that came along names the district that made it, the other papers of the case that which has it', async () => {
  const id = await approved(await person(7));
  await given(id);
  const place = async (kind: 'decision' | 'information' | 'application') => {
    const { html = '' } = await to.must('case.paper', { id, kind, language: 'ru' });
    return to.host.areas.filter(({ kato }) => kato === ulan || kato === zaysan).filter(({ nameRu }) => html.includes(nameRu)).map(({ kato }) => kato);
  };
  expect([await place('decision'), await place('information'), await place('application')]).toEqual([[ulan], [zaysan], [zaysan]]);
  expect((await to.must('case.paper', { id, kind: 'decision', language: 'ru' })).html).toContain(to.host.print().words('ru', 'registered'));
});
