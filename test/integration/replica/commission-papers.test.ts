import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { decided, openCommission, rated, type Commission } from '../../support/mse/commission.ts';
import { sampleReferral } from '../../support/mse/referral.ts';
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

const group2 = { ratings: rated({ movement: 2 }), decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'y1' }) };
const document = <C extends 'acts' | 'assessments'>(collection: C, id: string) => findDocument(office.laptop.host.office!.replica, collection, id)!;

test('in absentia: three independent experts see sex and age, nobody sees another’s opinion before all are in', async () => {
  const { laptop } = office;
  const assessment = await office.register(await office.person(1), { mode: 'inAbsentia', referral: { ...sampleReferral, treatment: 'Науқас Сынақова1 Гүлнұр, 05.03.1980, Остеосинтез' } });
  await office.at('seitov');
  await office.schedule(assessment);
  await office.draft(assessment, group2);
  const experts = (...logins: string[]) => laptop.call('assessment.sendToExperts', { id: assessment, experts: logins.map(office.staffOf) });
  expect(await laptop.call('assessment.seal', { id: assessment })).toMatchObject({ error: { type: 'RuleRefused', rule: 'opinionsMissing' } });
  expect(await experts('expert1', 'expert2')).toMatchObject({ error: { issues: [{ code: 'expertsCount' }] } });
  expect(await experts('expert1', 'expert2', 'mukan')).toMatchObject({ error: { issues: [{ code: 'expertSits' }] } });
  expect(await experts('expert1', 'expert2', 'expert3')).toMatchObject({ ok: true });
  for (const [given, login] of ['expert1', 'expert2', 'expert3'].entries()) {
    await office.at(login);
    const { rows } = laptop.look('opinion.list', {});
    expect(rows).toHaveLength(1);
    expect(rows[0]!.file).toMatchObject({ sex: 'female', main: { code: 'T93' } });
    expect(JSON.stringify(rows)).not.toMatch(/Сынақова|Гүлнұр|1980|Ұлан|Қуанышев/);
    await laptop.must('opinion.give', { id: rows[0]!.id, outcome: given === 2 ? 'group3' : 'group2', text: `Пікір ${given}` });
    expect(await laptop.call('opinion.give', { id: rows[0]!.id, outcome: 'none', text: 'x' })).toMatchObject({ error: { type: 'Conflict' } });
    await office.at('seitov');
    await laptop.must('assessment.read', { id: assessment });
    expect(laptop.look('assessment.watch', { id: assessment }).opinions).toMatchObject({ given: given + 1, wanted: 3, texts: given < 2 ? [] : [{}, {}, {}] });
  }
  const act = await office.seal(assessment);
  for (const login of ['seitov', 'mukan', 'petrova']) await office.sign(act, login);
  expect(document('acts', act).status).toBe('signed');
});

test('a referral comes from a file whole, look-alike letters mended, or is refused whole with every reason', async () => {
  const { laptop } = office;
  const personId = await office.person(1);
  const { iin } = findDocument(laptop.host.office!.replica, 'persons', personId)!;
  await office.at('saule');
  const file = { format: 'tirek-referral/1', iin, referral: { ...sampleReferral, main: { code: 'Т93', text: '' }, others: [{ code: 'm17', text: '' }] } };
  const load = (value: unknown) => laptop.call('assessment.import', { text: typeof value === 'string' ? value : JSON.stringify(value) });
  const issues = async (value: unknown) => {
    const answer = await load(value);
    return !answer.ok && answer.error.type === 'InvalidInput' ? answer.error.issues.map(({ path, code }) => `${path} ${code}`) : answer;
  };
  const taken = await load(file);
  expect(taken).toMatchObject({ ok: true, value: { mended: ['Т93 → T93'] } });
  expect(document('assessments', taken.ok ? taken.value.id : '')).toMatchObject({ personId, referral: { main: { code: 'T93' }, others: [{ code: 'M17' }] } });
  const { total } = laptop.look('assessment.list', { room: 'all' });
  expect(await issues('{"format":')).toEqual(['text notJson']);
  expect(await issues({ ...file, iin: '000000000000', referral: { ...file.referral, main: { code: 'Ж12', text: '' } } })).toEqual(['referral.main.code icdCode', 'iin personUnknown']);
  expect(await issues({ ...file, referral: { ...file.referral, onset: '2025-12-01' } })).toEqual(['referral.onset tooEarly']);
  expect(await issues({ ...file, password: 'x' })).toHaveLength(1);
  expect(await issues({ ...file, referral: { ...file.referral, organisation: '', treatment: '' } })).toEqual(['referral.organisation required', 'referral.treatment required']);
  expect(laptop.look('assessment.list', { room: 'all' }).total).toBe(total);
});

test('blanks: received once, issued for a signed act or spoilt, never both ways twice', async () => {
  const { laptop } = office;
  const { act } = await office.signed(await office.person(1), group2);
  const blank = (number: string, event: 'received' | 'issued' | 'spoilt', change: object = {}) => laptop.call('register.blank', { number, event, act: null, reason: '', ...change });
  expect(await blank('МС 001', 'issued', { act })).toMatchObject({ error: { what: 'blank' } });
  expect(await blank('МС 001', 'received')).toMatchObject({ ok: true });
  expect(await blank('МС 001', 'received')).toMatchObject({ error: { what: 'blank' } });
  expect(await blank('МС 001', 'issued')).toMatchObject({ error: { issues: [{ path: 'act' }] } });
  expect(await blank('МС 001', 'issued', { act })).toMatchObject({ ok: true });
  expect(await blank('МС 001', 'issued', { act })).toMatchObject({ error: { what: 'blank' } });
  expect(await blank('МС 001', 'spoilt', { reason: 'Сия төгілді' })).toMatchObject({ ok: true });
});

test('the programme goes with the act, is carried over at the re-examination, and shows its progress', async () => {
  const { laptop } = office;
  const personId = await office.person(1);
  const first = await office.signed(personId, group2);
  const opened = await laptop.must('programme.open', { act: first.act });
  const measure = (id: string, change: object = {}) => ({
    id, part: 'medical', kind: 'prosthetics', text: 'Тізе ортезі', executor: 'Протез орталығы', place: 'Өскемен', from: office.today(), to: office.later(90), quantity: 1, status: 'planned', outcome: null, note: '', came: null, ...change,
  }) as never;
  await laptop.must('programme.save', { id: opened.id, measures: [measure('a'), measure('b')] });
  await laptop.must('programme.save', { id: opened.id, measures: [measure('a', { status: 'done', outcome: 'reached' }), measure('b', { status: 'underWay' })] });
  expect(await laptop.call('programme.save', { id: opened.id, measures: [measure('a')] })).toMatchObject({ error: { type: 'InvalidInput' } });
  const again = await office.signed(personId, group2, { basis: { kind: 'again', act: first.act, reason: '' } });
  const next = await laptop.must('programme.open', { act: again.act });
  await laptop.must('programme.read', { id: next.id });
  const seen = laptop.look('programme.watch', { id: next.id });
  expect(seen.programme?.measures).toMatchObject([{ came: 'b', status: 'planned' }]);
  expect(seen.history).toMatchObject([{ total: 2, done: 1, reached: 1, closed: true }, { total: 1, open: 1, closed: false }]);
  expect(await laptop.call('programme.save', { id: opened.id, measures: [] })).toMatchObject({ error: { what: 'programmeClosed' } });
  expect(await laptop.call('programme.open', { act: again.act })).toMatchObject({ error: { what: 'programme' } });
});

test('a re-examination is due by the newest act of a person; an indefinite term is never due', async () => {
  const first = await office.person(1);
  const { act } = await office.signed(first, group2);
  await office.signed(await office.person(2, { lastNameKk: 'Басқаева', lastNameRu: 'Баскаева', birthDate: '1970-01-01' as PlainDate }), { ...group2, decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'indefinite' }) });
  expect(office.laptop.look('act.due', {}).rows).toMatchObject([{ id: act, state: 'later' }]);
  expect(office.laptop.look('mse.counts', {})).toMatchObject({ overdue: 0, acts: 2 });
  await office.signed(first, { ...group2, decision: decided({ outcome: 'group2', cause: 'generalIllness', term: 'm6' }) }, { basis: { kind: 'again', act, reason: '' } });
  expect(office.laptop.look('act.due', {}).rows).toHaveLength(1);
});

test('whoever has a signed act is examined again, not for the first time; the paper of the act before says that a later one took its place', async () => {
  const { laptop } = office;
  const personId = await office.person(1);
  const first = await office.signed(personId, group2);
  const again = await office.register(personId);
  expect(document('assessments', again).basis).toEqual({ kind: 'again', act: first.act, reason: '' });
  const appeal = await office.signed(personId, group2, { basis: { kind: 'appeal', act: first.act, reason: 'Келіспейді' } });
  const html = async (act: typeof first.act, kind: 'act' | 'certificate') => (await laptop.must('paper.make', { act, kind, language: 'kk' })).html;
  expect(await html(first.act, 'certificate')).toContain('КЕЙІНГІ АКТІ БАР');
  expect(await html(appeal.act, 'certificate')).not.toContain('КЕЙІНГІ АКТІ БАР');
  expect(await html(appeal.act, 'act')).toContain(document('acts', first.act).number);
});

test('papers carry what they are about and no more, in both languages, provisional, with a code that any laptop of the centre believes', async () => {
  const { laptop } = office;
  const insured = { referral: { ...sampleReferral, insured: true, workHarm: { act: 'Н-1 № 7', date: '2025-08-01' as PlainDate, employer: '«Ұлан Агро» ЖШС', profession: 'слесарь <b>', otherProfession: '', otherMonths: 0, harmMonths: 12 } } };
  const decision = decided({ outcome: 'group2', cause: 'workInjury', causePaper: 'Н-1 № 7', term: 'y1', generalLoss: 65, professionalLoss: 70, mainProfession: 'слесарь <b>' });
  const { act } = await office.signed(await office.person(1), { ...group2, decision, complaints: 'Баспалдақпен көтеріле алмайды', findings: 'Тізесі бүгілмейді', whodas: Array.from({ length: 12 }, () => 2) }, insured);
  const make = (kind: 'act' | 'certificate' | 'generalLoss' | 'professionalLoss' | 'notice' | 'minutes' | 'programme', language: 'kk' | 'ru' = 'kk') => laptop.must('paper.make', { act, kind, language });
  for (const kind of ['act', 'certificate', 'generalLoss', 'professionalLoss', 'notice', 'minutes', 'programme'] as const)
    for (const language of ['kk', 'ru'] as const) {
      const { html = '', code = '', name } = await make(kind, language);
      expect(html).toContain(language === 'kk' ? 'АЛДЫН АЛА' : 'ПРЕДВАРИТЕЛЬНО');
      expect(html).not.toMatch(/\{\{|undefined|<b>|мүгедек(?!тік|тіг)|инвалид(?!ност)/);
      expect(html).toContain('data:font/woff2');
      if (kind === 'act') expect(html).toMatch(/<section class="closing">(?:(?!<\/section>)[\s\S])*<\/table>(?:<p class="small">[^<]*<\/p>)?<\/section>\s*<footer>/);
      expect(name).toMatch(new RegExp(`^${kind}-2026-1-.*-${language}$`));
      expect(await laptop.must('paper.verify', { text: code })).toMatchObject({ fault: null, training: true, statement: { kind, act, state: 'provisional', percent: kind === 'generalLoss' ? 65 : kind === 'professionalLoss' ? 70 : null } });
      const rows = html.slice(html.indexOf('<table>'), html.indexOf('<footer>'));
      expect([kind, rows.includes('T93')]).toEqual([kind, kind === 'act' || kind === 'minutes']);
      expect([kind, rows.includes('65 %')]).toEqual([kind, kind === 'act' || kind === 'minutes' || kind === 'generalLoss']);
      expect([kind, rows.includes('70 %')]).toEqual([kind, kind === 'act' || kind === 'minutes' || kind === 'professionalLoss']);
    }
  expect((await make('professionalLoss')).html).toContain('слесарь &lt;b&gt;');
  // what the members sign stands on the act, and nowhere where it is nobody's business
  const told = ['Ә. Қуанышев, ДКК төрағасы', 'Б. Ильин, хирург', 'Остеосинтез, ЛФК', 'Рентген (3)', 'Баспалдақпен көтеріле алмайды', 'Тізесі бүгілмейді', '>24<'];
  const missing = (html = '') => told.filter((words) => !html.includes(words));
  expect(missing((await make('act')).html)).toEqual([]);
  expect(missing((await make('certificate')).html)).toEqual(told);
  expect((await make('certificate')).html).not.toContain('КЕЙІНГІ АКТІ БАР');
  expect(await laptop.must('paper.verify', { text: 'TIREK1:AAAA' })).toMatchObject({ fault: 'notPaper' });
  const plain = await office.signed(await office.person(2, { lastNameKk: 'Басқаева', lastNameRu: 'Баскаева', birthDate: '1970-01-01' as PlainDate }), group2);
  expect(await laptop.call('paper.make', { act: plain.act, kind: 'generalLoss', language: 'ru' })).toMatchObject({ error: { rule: 'notOnPaper' } });
});
