import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ClockContext, useToday } from '../../../../src-renderer/components/clock-context.ts';

const Today = () => useToday();

it('the window’s day turns at midnight in Kazakhstan, as the replica’s does, wherever the laptop thinks it is', () => {
  const shown = (at: string) => renderToString(createElement(ClockContext, { value: () => Date.parse(at) }, createElement(Today)));
  expect(['2026-11-22T18:59:59.999Z', '2026-11-22T19:00:00.000Z', '2026-12-31T19:00:00.000Z'].map(shown)).toEqual(['2026-11-22', '2026-11-23', '2027-01-01']);
});
