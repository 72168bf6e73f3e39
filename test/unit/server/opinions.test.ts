import { expect, it } from 'vitest';
import type { BlindFile, Opinion } from '../../../shared/domain/mse/opinion.ts';
import { isBlind } from '../../../shared/rules/mse/is-blind.ts';
import { coversStream } from '../../../shared/sync/covers-stream.ts';
import { mayChangeOpinion } from '../../../src-server/ingest/mse-rights.ts';
import { areAllIn, revealOpinions } from '../../../src-server/ingest/reveal-opinions.ts';
import { keyOf, type WorkingDocument } from '../../../src-server/ingest/workspace.ts';
import { actBody, members } from '../../support/mse/act.ts';

const { referral } = actBody(3);
const file: BlindFile = { sex: 'male', age: 51, main: referral.main, others: [], treatment: 'ЛФК, 12 күн', ratings: [], attachments: 1 };
const opinion = (n: number, given: boolean, more: Partial<Opinion> = {}): Opinion => ({
  id: `o${n}`, code: 'c', expert: members[n]!.staff, district: '636200000' as Opinion['district'], file, wanted: 3, given: given ? { outcome: 'group2', text: `пікір ${n}`, at: '2026-11-22T06:00:00.000Z' as never } : null, ...more,
});
const held = (...opinions: (Opinion & { changed?: boolean })[]) => new Map(opinions.map(({ changed = true, ...body }) => [keyOf('opinions', body.id), { collection: 'opinions', id: body.id, version: 2, areas: [body.district], changed, body } as unknown as WorkingDocument]));

it('opinions are told when as many as were asked are in, and not one sooner', () => {
  expect(areAllIn([opinion(0, true), opinion(1, true), opinion(2, true)])).toBe(true);
  expect(areAllIn([opinion(0, true), opinion(1, true), opinion(2, false)])).toBe(false);
  // the files of the others have not come yet
  expect(areAllIn([opinion(0, true)])).toBe(false);
  expect(areAllIn([])).toBe(false);
  const items: { stream: string; document: string }[] = [];
  const reveal = (documents: ReturnType<typeof held>) => revealOpinions({ documents, items: items as never });
  reveal(held(opinion(0, true), opinion(1, true), opinion(2, false)));
  reveal(held({ ...opinion(0, true), changed: false }, { ...opinion(1, true), changed: false }, { ...opinion(2, true), changed: false }));
  expect(items).toEqual([]);
  reveal(held({ ...opinion(0, true), changed: false }, { ...opinion(1, true), changed: false }, opinion(2, true)));
  expect(items.map(({ stream, document }) => [stream, document])).toEqual(['o0', 'o1', 'o2'].map((id) => ['636200000/medical', id]));
});

it('an expert’s stream is for the laptops where that expert works', () => {
  const device = { area: '636200000', classes: ['registry', 'casework', 'medical'], staff: ['e1'] };
  expect(['medical', 'extracts', 'expert/e1', 'expert/e2', 'expert', 'other'].filter((kind) => coversStream(device, `636200000/${kind}`))).toEqual(['medical', 'extracts', 'expert/e1']);
  expect(['medical', 'extracts', 'expert/e1'].filter((kind) => coversStream({ ...device, classes: ['registry'] }, `636200000/${kind}`))).toEqual([]);
  expect(coversStream(device, '634600000/expert/e1')).toBe(false);
});

it('the centre takes no file by which somebody could be known, and an opinion only of whom it was asked', () => {
  const actor = (author: string, ...roles: ('chair' | 'commissionMember' | 'caseworker')[]) => ({ author, roles, names: [], at: '' });
  expect(mayChangeOpinion(undefined, opinion(0, false), actor('x', 'chair'))).toBe(true);
  for (const treatment of ['01.03.1974 ж.т.', 'ЖСН 740301 700 123', 'тел. +7 701 000-00-00', '1974-03-01']) {
    expect([treatment, isBlind({ ...file, treatment })]).toEqual([treatment, false]);
    expect(mayChangeOpinion(undefined, opinion(0, false, { file: { ...file, treatment } }), actor('x', 'chair'))).toBe(false);
  }
  expect(mayChangeOpinion(opinion(0, false), opinion(0, true), actor(members[0]!.staff, 'commissionMember'))).toBe(true);
  expect(mayChangeOpinion(opinion(0, false), opinion(0, true), actor(members[1]!.staff, 'chair'))).toBe(false);
});
