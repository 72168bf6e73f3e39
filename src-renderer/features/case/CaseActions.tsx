import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseAction } from '../../../shared/domain/case-actions.ts';
import { Keys } from '../../components/layout/Keys.tsx';

type Props = { readonly actions: readonly CaseAction[]; readonly busy: CaseAction | null; readonly onAction: (action: CaseAction) => void };

const buttons = [
  { action: 'transfer', keys: 'T', aria: 'T', primary: false },
  { action: 'withdraw', keys: null, aria: undefined, primary: false },
  { action: 'return', keys: 'R', aria: 'R', primary: false },
  { action: 'approve', keys: 'A', aria: 'A', primary: true },
  { action: 'handOver', keys: 'Ctrl ↵', aria: 'Control+Enter', primary: true },
] as const;

/** What can be done to the case by who is at the laptop, with the shortcuts. */
export const CaseActions = ({ actions, busy, onAction }: Props) => {
  const { t } = useTranslation('case');
  return (
    <>
      {buttons.filter((button) => actions.includes(button.action)).map(({ action, keys, aria, primary }) => (
        <Button key={action} variant={primary ? 'filled' : 'default'} loading={busy === action} onClick={() => onAction(action)} aria-keyshortcuts={aria} rightSection={keys !== null && <Keys>{keys}</Keys>} data-testid={`case-${action}`}>
          {t(`action.${action}`)}
        </Button>
      ))}
    </>
  );
};
