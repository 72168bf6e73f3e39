import type { TFunction } from 'i18next';
import { beforeEach, describe, expect, it } from 'vitest';
import { clearPlace, type Box } from '../../../../../src-renderer/components/toasts/clear-place.ts';
import { clearToasts } from '../../../../../src-renderer/components/toasts/clear-toasts.ts';
import { showToast } from '../../../../../src-renderer/components/toasts/show-toast.ts';
import { useToasts } from '../../../../../src-renderer/components/toasts/toast-store.ts';

const said = (key: string, figures: Record<string, number> = {}) => `${key} ${JSON.stringify(figures)}`;
const texts = () => useToasts.getState().shown.map(({ words }) => words(said as TFunction));
const signed = (number: number) => showToast((t) => t('batch:signed', { number }));

describe('what is said in passing', () => {
  beforeEach(() => useToasts.setState({ shown: [], said: 0 }));

  it('replaces its like whatever figures it has', () => {
    signed(1);
    showToast((t) => t('case:done.return'));
    signed(2);
    expect(texts()).toEqual(['case:done.return {}', 'batch:signed {"number":2}']);
  });

  it('is two things at most: the oldest goes', () => {
    for (const key of ['one', 'two', 'three']) showToast((t) => t(key));
    expect(texts()).toEqual(['two {}', 'three {}']);
  });

  it('is taken away by its own action, and a later one of its kind stays', () => {
    const hides: (() => void)[] = [];
    const undo = () => showToast((t) => t('case:done.approve'), { actions: (hide) => { hides.push(hide); return []; } });
    undo();
    undo();
    hides[0]!();
    expect(texts()).toHaveLength(1);
    hides[1]!();
    expect(texts()).toEqual([]);
  });

  it('is all gone for the next person', () => {
    signed(1);
    clearToasts();
    expect(texts()).toEqual([]);
  });
});

describe('the place of the toasts', () => {
  const room: Box = { left: 200, top: 50, right: 1360, bottom: 730 };
  const size = { width: 560, height: 44 };
  const button = (left: number, top: number): Box => ({ left, top, right: left + 120, bottom: top + 34 });

  it('is at the bottom, in the middle, where that covers nothing', () => expect(clearPlace(room, size, [button(1200, 140)])).toBe('bottom'));
  it('leaves what has the focus and a primary action free', () => {
    expect(clearPlace(room, size, [button(600, 700)])).toBe('bottom-end');
    expect(clearPlace(room, size, [button(770, 700)])).toBe('bottom-start');
    expect(clearPlace(room, size, [{ ...button(200, 690), right: 1360 }])).toBe('top');
  });
  it('covers least where it cannot but cover something', () => {
    const all = [{ ...room, top: 60 }];
    expect(clearPlace(room, size, all)).toBe('top');
  });
});
