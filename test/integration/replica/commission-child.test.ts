import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { LifeActivity } from '../../../shared/domain/mse/life-activity.ts';
import { decided, openCommission, rated, type Commission } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
import { newFolder } from '../../support/replica/laptop.ts';

let folder: ReturnType<typeof newFolder>;
let office: Commission;
let now = Date.parse('2026-11-23T05:00:00.000Z');
beforeEach(async () => {
  folder = newFolder();
  office = await openCommission(folder.path, { now: () => now, leaseDays: 1000 });
});
afterEach(async () => {
  await office.laptop.close();
  folder.remove();
});

test('a child under seven has no group and a term that ends on the seventh birthday; examined again after it, a group, and the programme goes on', async () => {
  const { laptop } = office;
  const personId = await office.person(1, { birthDate: '2020-06-01' as PlainDate });
  const ratings = rated({ play: 2, movement: 1 }, LifeActivity.options);
  const child = await office.signed(personId, { ratings, decision: decided({ outcome: 'child', cause: 'childUnder7', term: 'y1' }) });
  const before = await laptop.must('act.read', { id: child.act });
  expect(before.body).toMatchObject({ band: 'child', proposed: { outcome: 'child', terms: ['m6', 'y1', 'y2', 'y5', 'untilCutOff'] }, decision: { outcome: 'child', until: '2027-06-01', generalLoss: null } });
  const programme = await laptop.must('programme.open', { act: child.act });
  await laptop.must('programme.save', { id: programme.id, measures: [{ id: 'n1', part: 'social', kind: 'aids', text: 'Ойын терапиясы', executor: 'Орталық', place: '', from: '2026-11-23' as PlainDate, to: '2027-06-01' as PlainDate, quantity: 1, status: 'planned', outcome: null, note: '', came: null }] });

  now = Date.parse('2027-06-02T05:00:00.000Z');
  await office.at('seitov');
  expect(laptop.look('act.due', {}).rows).toMatchObject([{ id: child.act, state: 'overdue' }]);
  const referral = { ...sampleReferral, date: '2027-05-20' as PlainDate };
  const again = await office.register(personId, { referral, basis: { kind: 'again', act: child.act, reason: '' } });
  await office.at('seitov');
  await office.schedule(again);
  await office.draft(again, { ratings, decision: decided({ outcome: 'child', cause: 'childUnder7', term: 'y5' }) });
  const refused = await laptop.call('assessment.seal', { id: again });
  expect(refused).toMatchObject({ error: { issues: [{ path: 'decision.outcome', code: 'notAtThisAge' }, { path: 'decision.cause', code: 'notAtThisAge' }, { path: 'decision.term', code: 'notAtThisAge' }, { path: 'decision.grounds' }] } });
  await office.draft(again, { decision: decided({ outcome: 'group2', cause: 'child7to18', term: 'until18' }) });
  const act = await office.seal(again);
  for (const login of ['seitov', 'mukan', 'petrova']) await office.sign(act, login);
  const after = await laptop.must('act.read', { id: act });
  expect(after.body).toMatchObject({ band: 'youth', decision: { outcome: 'group2', until: '2038-06-01' }, cites: { act: child.act } });
  expect(laptop.look('act.due', {}).rows).toEqual([]);
  const { measures } = laptop.look('programme.watch', { id: programme.id }).programme ?? (await laptop.must('programme.read', { id: programme.id }), laptop.look('programme.watch', { id: programme.id }).programme!);
  const done = { ...measures[0]!, id: 'n2', text: 'Логопед', status: 'planned' as const };
  await laptop.must('programme.save', { id: programme.id, measures: [...measures, done] });
  await laptop.must('programme.save', { id: programme.id, measures: [...measures, { ...done, status: 'done' }] });
  expect(await laptop.call('programme.open', { act })).toMatchObject({ error: { type: 'RuleRefused', rule: 'measuresNotEvaluated' } });
  await laptop.must('programme.save', { id: programme.id, measures: [...measures, { ...done, status: 'done', outcome: 'partly' }] });
  const next = await laptop.must('programme.open', { act });
  await laptop.must('programme.read', { id: next.id });
  expect(laptop.look('programme.watch', { id: next.id }).programme?.measures).toMatchObject([{ came: 'n1' }]);
});
