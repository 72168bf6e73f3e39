import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mseRoles } from '../../shared/domain/mse/mse-role.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { useLive } from '../api/use-live.ts';
import { roomOfWay, roomsOf, type Room } from './rooms.ts';
import { currentRoute, goTo, type RouteStack } from './routes.ts';
import styles from './Shell.module.css';

/** The rooms, with how much waits in each. */
export const Rail = ({ roles, way }: { readonly roles: readonly Role[]; readonly way: RouteStack }) => {
  const { t } = useTranslation('shell');
  const counts = useLive('case.counts', {}).value;
  const isCommission = roles.some((role) => (mseRoles as readonly Role[]).includes(role));
  const mseCounts = useLive('mse.counts', isCommission ? {} : null).value;
  const here = roomOfWay(roomsOf(roles).flat(), way)?.key;
  // On a case or a person: the room one came from is marked, but it is not this page.
  const mark = (room: Room) => (room.key !== here ? undefined : JSON.stringify(room.route) === JSON.stringify(currentRoute(way)) ? 'page' : 'true');
  return (
    <nav className={styles.rail} aria-label={t('rooms')}>
      {roomsOf(roles).map((group) => (
        <ul key={group[0]?.key} className={styles.rooms}>
          {group.map((room) => {
            const count = room.count && counts ? counts[room.count] : room.mseCount && mseCounts ? mseCounts[room.mseCount] : 0;
            return (
              <li key={room.key}>
                <UnstyledButton className={styles.room} aria-current={mark(room)} onClick={() => goTo(room.route)} data-testid={`room-${room.key}`}>
                  <span>{t(`room.${room.key}`)}</span>
                  {count > 0 && <span className={styles.count}>{count}</span>}
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      ))}
    </nav>
  );
};
