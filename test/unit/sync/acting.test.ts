import { expect, it } from 'vitest';
import type { Instant } from '../../../shared/base/instant.ts';
import { actingTerms } from '../../../shared/sync/acting/acting-term.ts';
import { ActingStatement } from '../../../shared/sync/acting/acting-statement.ts';
import { findActing } from '../../../shared/sync/acting/find-acting.ts';

const [dina, bolat] = ['01890000-0000-7000-8000-00000000d001', '01890000-0000-7000-8000-00000000b001'];
const id = (n: number) => `01890000-0000-7000-8000-00000000a00${n}`;
const common = { v: 1, district: '636200000', by: bolat, byName: 'Болат' };
const order = (n: number, from: string, to: string, at = `2026-11-0${n}T05:00:00.000Z`) =>
  ActingStatement.parse({ ...common, kind: 'appoint', order: id(n), number: String(n), dated: from, staff: dina, staffName: 'Дина', from, to, at });
const end = (n: number, at: string) => ActingStatement.parse({ ...common, kind: 'end', order: id(n), at });
const at = (moment: string) => moment as Instant;

it('holds on the first and the last day of its term, by the day in Kazakhstan', () => {
  const terms = actingTerms([order(1, '2026-11-10', '2026-11-12')]);
  const holds = (moment: string) => findActing(terms, dina!, at(moment))?.number;
  expect(holds('2026-11-09T18:59:59.999Z')).toBeUndefined();
  expect(holds('2026-11-09T19:00:00.000Z')).toBe('1');
  expect(holds('2026-11-12T18:59:59.999Z')).toBe('1');
  expect(holds('2026-11-12T19:00:00.000Z')).toBeUndefined();
  expect(findActing(terms, bolat!, at('2026-11-11T05:00:00.000Z'))).toBeUndefined();
});

it('ends with the earliest word of its end, whatever order the words came in; another order holds on', () => {
  const terms = actingTerms([end(1, '2026-11-11T10:00:00.000Z'), order(2, '2026-11-12', '2026-11-13'), end(1, '2026-11-11T08:00:00.000Z'), order(1, '2026-11-10', '2026-11-13'), order(1, '2026-11-10', '2026-11-13')]);
  expect(terms.map(({ number, ended }) => [number, ended?.at])).toEqual([['2', undefined], ['1', '2026-11-11T08:00:00.000Z']]);
  expect(findActing(terms, dina!, at('2026-11-11T07:59:59.999Z'))?.number).toBe('1');
  expect(findActing(terms, dina!, at('2026-11-11T08:00:00.000Z'))).toBeUndefined();
  expect(findActing(terms, dina!, at('2026-11-12T08:00:00.000Z'))?.number).toBe('2');
});
