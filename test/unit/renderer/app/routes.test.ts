import { describe, expect, test } from 'vitest';
import { createIdleWatch, idleMinutes } from '../../../../src-renderer/app/idle-watch.ts';
import { firstRoom, roomOfWay, roomsOf } from '../../../../src-renderer/app/rooms.ts';
import { currentRoute, popRoute, pushRoute, replaceRoute, type Route, type RouteStack } from '../../../../src-renderer/app/routes.ts';
import { incidentIdOf } from '../../../../src-renderer/app/incident-id.ts';

const home: RouteStack = [{ screen: 'cases', room: 'mine' }];
const search: Route = { screen: 'search' };

describe('the way back', () => {
  test('Esc goes to where one came from, and stays at the first place', () => {
    const there = pushRoute(pushRoute(home, search), { screen: 'register' });
    expect(currentRoute(popRoute(there))).toEqual(search);
    expect(popRoute(popRoute(popRoute(popRoute(there))))).toEqual(home);
  });
  test('the same place twice is one step', () => expect(pushRoute(pushRoute(home, search), search)).toHaveLength(2));
  test('a finished form is not gone back to', () => {
    const card: Route = { screen: 'person', id: 'p' as never };
    expect(replaceRoute(pushRoute(pushRoute(home, search), { screen: 'register' }), card)).toEqual([...home, search, card]);
  });
  test('it does not grow for ever', () => {
    let stack: RouteStack = home;
    for (let i = 0; i < 100; i++) stack = pushRoute(stack, { screen: 'person', id: String(i) as never });
    expect(stack).toHaveLength(30);
  });
});

describe('rooms', () => {
  const keys = (roles: Parameters<typeof roomsOf>[0]) => roomsOf(roles).flat().map((room) => room.key);
  test('follow the roles', () => {
    expect(keys(['caseworker'])).toEqual(['mine', 'fromMse', 'returned', 'people', 'all', 'transferred', 'batches', 'sync', 'conflicts', 'settings', 'calculator']);
    expect(keys(['supervisor'])).toEqual(['review', 'fromMse', 'people', 'all', 'transferred', 'batches', 'sync', 'conflicts', 'merges', 'settings', 'figures', 'projection', 'contributions', 'calculator', 'norms']);
    expect(keys([])).not.toContain('review');
    expect(firstRoom(['supervisor'])).toEqual({ screen: 'review' });
  });
});

test('an incident has the same number each time', () => {
  const error = new TypeError('x');
  expect(incidentIdOf(error)).toMatch(/^W-[0-9A-F]{8}$/);
  expect(incidentIdOf(error)).toBe(incidentIdOf(error));
  expect(incidentIdOf('other')).not.toBe(incidentIdOf(error));
});

describe('the room one came from', () => {
  const rooms = roomsOf(['caseworker']).flat();
  const keyOf = (way: readonly Route[]) => roomOfWay(rooms, way)?.key;
  const open: Route = { screen: 'case', id: 'c' as never };
  test('stays marked on a case, a person and a registration', () => {
    expect(keyOf(home)).toBe('mine');
    expect(keyOf([...home, open])).toBe('mine');
    expect(keyOf([...home, search, { screen: 'person', id: 'p' as never }, open, { screen: 'register' }])).toBe('people');
    expect(keyOf([open])).toBeUndefined();
  });
});

describe('a window left alone', () => {
  test('is locked once, after ten minutes without input', () => {
    let now = 1_000_000;
    let locks = 0;
    const watch = createIdleWatch(() => now, () => (locks += 1));
    for (let minute = 0; minute < 30; minute += 1) {
      now += 9 * 60_000;
      watch.input();
    }
    watch.check();
    expect(locks).toBe(0);
    now += idleMinutes * 60_000;
    watch.check();
    watch.check();
    expect(locks).toBe(1);
  });
  test('is locked at the first touch after the laptop slept', () => {
    let now = 0;
    let locks = 0;
    const watch = createIdleWatch(() => now, () => (locks += 1));
    now += 3_600_000;
    watch.input();
    expect(locks).toBe(1);
  });
});
