import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/domain/staff.ts';
import { useLive } from '../api/use-live.ts';
import { roomsOf, type Room } from './rooms.ts';
import { goTo, type Route } from './routes.ts';
import styles from './Shell.module.css';

/** The rooms, with how much waits in each. */
export const Rail = ({ roles, current }: { readonly roles: readonly Role[]; readonly current: Route }) => {
  const { t } = useTranslation('shell');
  const counts = useLive('case.counts', {}).value;
  const here = (room: Room) => JSON.stringify(room.route) === JSON.stringify(current);
  return (
    <nav className={styles.rail} aria-label={t('rooms')}>
      {roomsOf(roles).map((group) => (
        <ul key={group[0]?.key} className={styles.rooms}>
          {group.map((room) => {
            const count = room.count && counts ? counts[room.count] : 0;
            return (
              <li key={room.key}>
                <UnstyledButton className={styles.room} aria-current={here(room) ? 'page' : undefined} onClick={() => goTo(room.route)} data-testid={`room-${room.key}`}>
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
