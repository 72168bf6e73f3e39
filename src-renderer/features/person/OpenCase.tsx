import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { useOnce } from '../../api/use-once.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { RiskPicker, usualOf, type Chosen } from '../intake/RiskPicker.tsx';

/** Opens a case: from the social risk, and for what of it is applied for. */
export const OpenCase = ({ personId, onOpened }: { readonly personId: PersonId; readonly onOpened: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const risks = useOnce('law.risks', {})?.risks ?? [];
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const first = risks.find(({ recognised }) => recognised);
  const chosen = picked ?? (first ? usualOf(first) : null);

  const open = async () => {
    if (chosen === null) return;
    setBusy(true);
    setFailure(null);
    const result = await call('case.open', { personId, risk: chosen.risk, claims: [...chosen.claims] });
    setBusy(false);
    if (result.ok) onOpened(result.value.id);
    else setFailure(result.error);
  };

  return (
    <Panel title={t('openCase')} aside={<Button onClick={() => void open()} loading={busy} disabled={chosen === null} ml="auto" data-testid="open-case">{t('openCaseAction')}</Button>}>
      <RiskPicker risks={risks} chosen={chosen} onChoose={setPicked} />
      {failure && <ErrorNotice error={failure} />}
    </Panel>
  );
};
