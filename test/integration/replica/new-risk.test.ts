import { cpSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, resources } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';

const words = (text: string) => ({ kk: text, ru: text, en: text });
const cited = { source: 'A made-up order, p. 1', certainty: 'U' };
const risk = { id: 'flood', order: 90, title: words('Су тасқыны'), help: words('Үйінен айырылу'), from: '2020-01-01', source: 'A made-up order, p. 1' };
const programme = {
  id: 'flood-help', risk: 'flood', level: 1, title: words('Су тасқыны көмегі'), summary: words('Бір рет'),
  facts: [
    { id: 'floodedOn', source: 'p. 1', definition: { label: words('Су басқан күн'), help: words('Акт бойынша'), type: 'date' } },
    { id: 'rooms', source: 'p. 2', askedWhen: 'known(floodedOn)', definition: { label: words('Бөлме саны'), help: words('Барлығы'), type: 'integer', max: '20' } },
  ],
  documents: [{ id: 'floodAct', title: words('Су тасқыны актісі'), source: 'p. 3' }],
  definitions: [{ id: 'perRoom', title: words('Бір бөлмеге'), value: '10 * @monthly-index at floodedOn', ...cited }],
  conditions: [{ id: 'hasRooms', test: 'rooms >= 1', met: words('Бөлме бар'), failed: words('Бөлме жоқ'), ...cited }],
  payments: [{ id: 'once', title: words('Көмек'), unit: 'KZT once', amount: 'perRoom * rooms', rounding: 'rounding', from: 'floodedOn', ...cited }],
  notices: [], stages: [{ id: 'order', from: '2020-01-01', title: words('Бұйрық'), ...cited }], incompatible: [],
  responsible: [{ step: 'intake', organisation: 'state-corporation' }, { step: 'assign', organisation: 'local-body' }],
};

test('a risk added by data alone is offered, asked, reckoned and decided, without a change of the program (S2)', async () => {
  const folder = newFolder();
  const data = join(folder.path, 'resources');
  cpSync(resources, data, { recursive: true });
  writeFileSync(join(data, 'rules/risks/flood.json'), JSON.stringify(risk));
  writeFileSync(join(data, 'rules/programmes/flood-help.json'), JSON.stringify(programme));
  const laptop = openLaptop({ profile: join(folder.path, 'profile'), resources: data, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(1));
  const offered = (await laptop.must('law.risks', {})).risks.find(({ id }) => id === 'flood');
  expect(offered).toMatchObject({ recognised: true, programmes: [{ id: 'flood-help', level: 1, usual: true }] });

  const opened = await laptop.must('case.open', { personId: person.id, risk: 'flood', claims: ['flood-help'] });
  const ask = (law: Record<string, string>) => laptop.must('law.form', { risk: 'flood', facts: { law }, personId: person.id });
  expect((await ask({})).fields.map(({ id }) => id)).toEqual(['floodedOn']);
  const law = { floodedOn: '2026-04-02', rooms: '3' };
  const form = await ask(law);
  expect(form).toMatchObject({ fields: [{ id: 'floodedOn' }, { id: 'rooms', source: 'p. 2' }], documents: [{ id: 'floodAct' }], faults: [] });
  // 3 rooms × 10 × 4,325, the monthly index of 2026
  expect(form.programmes).toMatchObject([{ determination: { outcome: 'entitled', amounts: [{ amount: '129750', unit: 'KZT once' }] }, responsible: [{}, {}] }]);
  await laptop.must('case.saveDraft', { id: opened.id, facts: { law } });
  await laptop.must('case.handOver', opened);
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
  expect(laptop.look('decision.list', { caseId: opened.id }).rows[0]?.decision.programmes[0]?.amounts).toMatchObject([{ amount: '129750' }]);
  await laptop.close();
  folder.remove();
});

test('neither the window nor the desktop names a payment or a risk: all of it is data', () => {
  const root = join(import.meta.dirname, '../../..');
  const ids = ['programmes', 'risks'].flatMap((name) => readdirSync(join(root, 'resources/rules', name)).map((file) => file.replace('.json', '')));
  const named = globSync('{src-renderer,src-main,shared}/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return ids.filter((id) => id.includes('-') && new RegExp(`['"\`]${id}['"\`]`).test(text)).map((id) => `${file}: ${id}`);
  });
  expect(ids.length).toBeGreaterThan(25);
  expect(named).toEqual([]);
});
