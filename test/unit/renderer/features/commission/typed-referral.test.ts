import { expect, it } from 'vitest';
import type { PlainDate } from '../../../../../shared/base/plain-date.ts';
import { emptyReferral, readReferral } from '../../../../../src-renderer/features/commission/typed-referral.ts';

const typed = {
  ...emptyReferral, organisation: 'АОА', number: '17', date: '2026-11-03' as PlainDate, head: 'Ә. Қуанышев', main: 'Т93', treatment: 'ЛФК', onset: '2026-06-01' as PlainDate, harm: true, harmAct: 'Н-1 № 7',
  harmDate: '2026-05-01' as PlainDate, employer: 'ЖШС', profession: 'слесарь', harmMonths: '20', otherProfession: 'жүргізуші', otherMonths: '84', attachments: 'Рентген, 3\n\nҮзінді — 2\nФото',
};

it('a referral as it was typed: the longer profession and what is attached come with it', () => {
  expect(readReferral(typed)).toMatchObject({ referral: {
    main: { code: 'T93' }, workHarm: { profession: 'слесарь', harmMonths: 20, otherProfession: 'жүргізуші', otherMonths: 84 },
    attachments: [{ name: 'Рентген', pages: 3 }, { name: 'Үзінді', pages: 2 }, { name: 'Фото', pages: 1 }],
  } });
  expect(readReferral({ ...typed, otherMonths: 'жеті' })).toMatchObject({ issues: [{ path: 'otherMonths' }] });
});
