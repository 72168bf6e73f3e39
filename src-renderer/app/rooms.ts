import { mseRoles } from '../../shared/domain/mse/mse-role.ts';
import type { Role } from '../../shared/domain/staff.ts';
import type { OutputOf } from '../../shared/ipc/contract.ts';
import type { Route } from './routes.ts';

export type Counts = OutputOf<'case.counts'>;

/** A room of the rail: its words are `shell:room.<key>`. `count` names its figure, `mseCount` that of a room of the commission. */
export type Room = { readonly key: string; readonly route: Route; readonly count?: keyof Counts; readonly mseCount?: keyof OutputOf<'mse.counts'>; readonly roles?: readonly Role[] };

/** The rooms, in groups divided by a line. */
const groups: readonly (readonly Room[])[] = [
  [
    { key: 'mseCalendar', route: { screen: 'mseCalendar' }, mseCount: 'today', roles: mseRoles },
    { key: 'mseWaiting', route: { screen: 'mseWaiting' }, mseCount: 'waiting', roles: mseRoles },
    { key: 'mseOpinions', route: { screen: 'mseOpinions' }, mseCount: 'opinions', roles: ['commissionMember', 'chair'] },
    { key: 'mseActs', route: { screen: 'mseActs' }, mseCount: 'signing', roles: mseRoles },
    { key: 'mseBlanks', route: { screen: 'mseBlanks' }, roles: ['medicalRegistrar', 'chair'] },
    { key: 'mseProgrammes', route: { screen: 'mseProgrammes' }, mseCount: 'programmes', roles: mseRoles },
  ],
  [
    { key: 'review', route: { screen: 'review' }, count: 'queue', roles: ['supervisor'] },
    { key: 'mine', route: { screen: 'cases', room: 'mine' }, count: 'mine', roles: ['caseworker'] },
    { key: 'fromMse', route: { screen: 'extracts' }, roles: ['caseworker', 'supervisor'] },
    { key: 'returned', route: { screen: 'cases', room: 'returned' }, count: 'returned', roles: ['caseworker'] },
  ],
  [
    { key: 'people', route: { screen: 'search' } },
    { key: 'all', route: { screen: 'cases', room: 'all' }, count: 'all' },
    { key: 'transferred', route: { screen: 'cases', room: 'transferred' } },
  ],
  [
    { key: 'batches', route: { screen: 'batches' }, count: 'toRelease' },
    { key: 'sync', route: { screen: 'sync' } },
    { key: 'conflicts', route: { screen: 'conflicts' }, count: 'conflicts', roles: ['supervisor', 'caseworker', ...mseRoles] },
    { key: 'merges', route: { screen: 'merges' }, roles: ['supervisor'] },
    { key: 'settings', route: { screen: 'settings' } },
  ],
  [
    { key: 'figures', route: { screen: 'figures' }, roles: ['supervisor'] },
    { key: 'projection', route: { screen: 'projection' }, roles: ['supervisor'] },
    { key: 'contributions', route: { screen: 'contributions' }, roles: ['supervisor'] },
    { key: 'calculator', route: { screen: 'calculator' } },
    { key: 'norms', route: { screen: 'norms' }, roles: ['supervisor'] },
  ],
];

/** The rooms that somebody with `roles` has. */
export const roomsOf = (roles: readonly Role[]): readonly (readonly Room[])[] =>
  groups.map((group) => group.filter((room) => room.roles?.some((role) => roles.includes(role)) ?? true)).filter((group) => group.length > 0);

/** The room that a way through the window leads from: the newest of its places that is one of `rooms`. */
export const roomOfWay = (rooms: readonly Room[], way: readonly Route[]): Room | undefined => {
  const places = way.map((route) => JSON.stringify(route));
  const newest = places.findLast((place) => rooms.some((room) => JSON.stringify(room.route) === place));
  return rooms.find((room) => JSON.stringify(room.route) === newest);
};

/** The first room of somebody with `roles`. */
export const firstRoom = (roles: readonly Role[]): Route => roomsOf(roles)[0]?.[0]?.route ?? { screen: 'search' };
