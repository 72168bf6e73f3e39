import { describe, expect, test } from 'vitest';
import { firstRoom, roomsOf } from '../../../../src-renderer/app/rooms.ts';
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
    expect(keys(['caseworker'])).toEqual(['mine', 'returned', 'people', 'all', 'transferred', 'batches', 'sync', 'settings']);
    expect(keys(['supervisor'])).toEqual(['review', 'people', 'all', 'transferred', 'batches', 'sync', 'merges', 'settings']);
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
