import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import { useClock } from '../components/clock-context.ts';
import { useDesk } from '../components/session-context.ts';
import { clearToasts } from '../components/toasts/clear-toasts.ts';
import { showToast } from '../components/toasts/show-toast.ts';
import { errorWords } from '../i18n/error-words.ts';
import { instantOf } from '../../shared/base/instant.ts';
import { officeDay } from '../../shared/base/office-day.ts';
import { flushAllDrafts } from '../features/case/draft-store.ts';
import { flushAssessments } from '../features/commission/assessment-draft.ts';
import { useSearchStore } from '../features/person-search/search-store.ts';
import { fromSearch } from '../features/register/from-search.ts';
import { emptyRegister, isBegun, useRegisterStore } from '../features/register/register-store.ts';
import { CurrentScreen } from './CurrentScreen.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { HelpOverlay } from './HelpOverlay.tsx';
import { Rail } from './Rail.tsx';
import { beginDesk } from './begin-desk.ts';
import { roomOfWay, roomsOf } from './rooms.ts';
import { currentRoute, goBack, goTo, useRoutes } from './routes.ts';
import styles from './Shell.module.css';
import { StatusFoot } from './StatusFoot.tsx';
import { TopBar } from './TopBar.tsx';
import { useFocusKept } from './use-focus-kept.ts';
import { useFocusOnOpen } from './use-focus-on-open.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { useShortcuts } from './use-shortcuts.ts';

const focusSearch = () => document.getElementById('search')?.focus();

/** The unlocked window: top bar, rooms, the current screen, the status line. */
export const Shell = ({ place }: { readonly place: string }) => {
  const clock = useClock();
  const { session, training } = useDesk();
  const stack = useRoutes((state) => state.stack);
  const route = currentRoute(stack);
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  useFocusOnOpen(main, route);
  useFocusKept(main);
  useEffect(() => beginDesk(session), [session]);
  // the next person at the laptop is told nothing of what this one did, and undoes nothing of it
  useEffect(() => clearToasts, [session]);

  const keys = useMemo(() => {
    const rooms = roomsOf(session.roles).flat();
    const enter = (at: number) => {
      const room = rooms[at];
      if (room) goTo(room.route);
    };
    const search = () => {
      goTo({ screen: 'search' });
      focusSearch();
    };
    const register = () => {
      // What is begun is kept; what was searched for in vain is carried over.
      const text = useSearchStore.getState().text;
      if (!isBegun(useRegisterStore.getState())) useRegisterStore.setState({ ...emptyRegister, person: fromSearch(text, officeDay(instantOf(clock())), training) }, true);
      goTo({ screen: 'register' });
    };
    const lock = async (away: boolean) => {
      // Nobody is there to wait for: what could not be saved stays in the window for the same person.
      const saved = await Promise.all([flushAllDrafts(), flushAssessments()]);
      if (saved.includes(false) && !away) {
        showToast((t) => t('shell:lockUnsaved'), { trouble: true });
        return;
      }
      const result = await call('session.lock', {});
      if (!result.ok) showToast((t) => errorWords(t, result.error).title, { trouble: true });
    };
    return {
      search, register,
      room: enter,
      step: (by: 1 | -1) => {
        const here = roomOfWay(rooms, useRoutes.getState().stack);
        const at = here ? rooms.indexOf(here) : -1;
        enter((at + by + rooms.length) % rooms.length);
      },
      back: goBack,
      lock: () => void lock(false),
      lockAway: () => void lock(true),
      help: () => setHelp((shown) => !shown),
    };
  }, [session.roles, clock, training]);
  useShortcuts(keys);
  useIdleLock(keys.lockAway);

  return (
    <div className={styles.shell}>
      <TopBar place={place} searching={route.screen === 'search'} onSearch={() => goTo({ screen: 'search' })} onOpenPerson={(id) => goTo({ screen: 'person', id: id as never })} onRegister={keys.register} onLock={keys.lock} />
      <Rail roles={session.roles} way={stack} />
      <main className={styles.main} ref={main}>
        <ErrorBoundary key={JSON.stringify(route)}>
          <CurrentScreen route={route} onSearch={keys.search} onRegister={keys.register} />
        </ErrorBoundary>
      </main>
      <StatusFoot />
      <HelpOverlay opened={help} onClose={() => setHelp(false)} />
    </div>
  );
};
