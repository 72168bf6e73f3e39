import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { useOnce } from '../../api/use-once.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { localName } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './PersonScreen.module.css';

/** Opens a case for a social risk. */
export const OpenCase = ({ personId, onOpened }: { readonly personId: PersonId; readonly onOpened: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const risk = chosen ?? risks[0]?.id ?? null;

  const open = async () => {
    if (risk === null) return;
    setBusy(true);
    setFailure(null);
    const result = await call('case.open', { personId, risk });
    setBusy(false);
    if (result.ok) onOpened(result.value.id);
    else setFailure(result.error);
  };

  return (
    <Panel title={t('openCase')}>
      <div className={styles.row}>
        <Select className={styles.grow} label={t('risk')} data={risks.map((one) => ({ value: one.id, label: localName(language, one) }))} value={risk} onChange={setChosen} allowDeselect={false} />
        <Button onClick={() => void open()} loading={busy} disabled={risk === null} data-testid="open-case">{t('openCaseAction')}</Button>
      </div>
      {failure && <ErrorNotice error={failure} />}
    </Panel>
  );
};
