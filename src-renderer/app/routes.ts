import { create } from 'zustand';
import type { ActId, AssessmentId, CaseId, PersonId, ProgrammeId } from '../../shared/base/ids.ts';
import type { CaseRoom } from '../features/worklist/WorklistScreen.tsx';

/** Where one can be in the window. */
export type Route =
  | { readonly screen: 'cases'; readonly room: CaseRoom }
  | { readonly screen: 'search' }
  | { readonly screen: 'person'; readonly id: PersonId }
  | { readonly screen: 'register' }
  | { readonly screen: 'case'; readonly id: CaseId }
  | { readonly screen: 'review' }
  | { readonly screen: 'calculator' }
  | { readonly screen: 'norms' | 'contributions' }
  | { readonly screen: 'extracts' }
  | { readonly screen: 'figures' | 'projection' }
  | { readonly screen: 'batches' }
  | { readonly screen: 'conflicts' }
  | { readonly screen: 'merges' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'sync' }
  | { readonly screen: 'mseCalendar' | 'mseWaiting' | 'mseReferral' | 'mseOpinions' | 'mseActs' | 'mseBlanks' | 'mseProgrammes' }
  | { readonly screen: 'assessment'; readonly id: AssessmentId }
  | { readonly screen: 'act'; readonly id: ActId }
  | { readonly screen: 'programme'; readonly id: ProgrammeId };

/** The way here, oldest first; never empty. Esc goes one back. */
export type RouteStack = readonly [Route, ...Route[]];

const deepest = 30;
const same = (a: Route, b: Route): boolean => JSON.stringify(a) === JSON.stringify(b);

export const currentRoute = (stack: RouteStack): Route => stack.at(-1) ?? stack[0];

/** The stack with `route` on top; the same place twice in a row is one. */
export const pushRoute = (stack: RouteStack, route: Route): RouteStack =>
  same(currentRoute(stack), route) ? stack : ([...stack, route].slice(-deepest) as unknown as RouteStack);

/** The stack one back; at the first place it stays. */
export const popRoute = (stack: RouteStack): RouteStack => (stack.length > 1 ? (stack.slice(0, -1) as unknown as RouteStack) : stack);

/** The stack with the top replaced: after a registration, Esc must not lead back to the empty form. */
export const replaceRoute = (stack: RouteStack, route: Route): RouteStack => pushRoute(popRoute(stack), route);

const home: RouteStack = [{ screen: 'cases', room: 'mine' }];

export const useRoutes = create<{ readonly stack: RouteStack }>(() => ({ stack: home }));

export const goTo = (route: Route): void => useRoutes.setState(({ stack }) => ({ stack: pushRoute(stack, route) }));
export const goBack = (): void => useRoutes.setState(({ stack }) => ({ stack: popRoute(stack) }));
export const goInstead = (route: Route): void => useRoutes.setState(({ stack }) => ({ stack: replaceRoute(stack, route) }));
/** Another person unlocks: they start at `route`, without the way of the one before. */
export const startAt = (route: Route): void => useRoutes.setState({ stack: [route] });
