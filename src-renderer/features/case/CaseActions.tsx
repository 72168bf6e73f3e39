import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseAction } from '../../../shared/domain/case-actions.ts';
import { Keys } from '../../components/layout/Keys.tsx';

type Props = { readonly actions: readonly CaseAction[]; readonly busy: CaseAction | null; readonly onAction: (action: CaseAction) => void };

const buttons = [
  { action: 'transfer', keys: 'T', aria: 'T', primary: false },
  { action: 'withdraw', keys: null, aria: undefined, primary: false },
  { action: 'recall', keys: null, aria: undefined, primary: false },
  { action: 'takeUp', keys: null, aria: undefined, primary: false },
  { action: 'return', keys: 'R', aria: 'R', primary: false },
  { action: 'approve', keys: 'A', aria: 'A', primary: true },
  { action: 'handOver', keys: 'Ctrl ↵', aria: 'Control+Enter', primary: true },
] as const;

/** What is done less often. */
const others = [{ action: 'putAside', keys: 'P' }, { action: 'reassign', keys: 'W' }] as const;

/** What can be done to the case by who is at the laptop, with the shortcuts. */
export const CaseActions = ({ actions, busy, onAction }: Props) => {
  const { t } = useTranslation('case');
  const more = others.filter(({ action }) => actions.includes(action));
  return (
    <>
      {more.length > 0 && (
        <Menu transitionProps={{ duration: 0 }} portalProps={{ target: 'main' }} position="bottom-end">
          <Menu.Target><Button variant="default" aria-keyshortcuts={more.map(({ keys }) => keys).join(' ')} data-testid="case-more">{t('more')} ▾</Button></Menu.Target>
          <Menu.Dropdown>{more.map(({ action, keys }) => <Menu.Item key={action} onClick={() => onAction(action)} rightSection={<Keys>{keys}</Keys>} data-testid={`case-${action}`}>{t(`action.${action}`)}</Menu.Item>)}</Menu.Dropdown>
        </Menu>
      )}
      {buttons.filter((button) => actions.includes(button.action)).map(({ action, keys, aria, primary }) => (
        <Button key={action} variant={primary ? 'filled' : 'default'} loading={busy === action} onClick={() => onAction(action)} aria-keyshortcuts={aria} rightSection={keys !== null && <Keys>{keys}</Keys>} data-testid={`case-${action}`}>
          {t(`action.${action}`)}
        </Button>
      ))}
    </>
  );
};
