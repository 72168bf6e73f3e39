import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './Commission.module.css';

const kinds = ['again', 'correction', 'appeal', 'annulment'] as const;
type Props = { readonly body: ActBody; readonly opened: boolean; readonly onClose: () => void; readonly onRegistered: (id: string) => void };

/** A signed act is never changed: whoever wants it otherwise begins a new examination that cites it, on the same referral. */
export const CiteDialog = ({ body, opened, onClose, onRegistered }: Props) => {
  const { t } = useTranslation('mse');
  const [kind, setKind] = useState<(typeof kinds)[number]>('again');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const register = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const answer = await call('assessment.register', { personId: body.person.id, mode: 'inPerson', basis: { kind, act: body.id, reason }, referral: body.referral });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) onRegistered(answer.value.id);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('cite.title', { number: body.number })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={styles.dialog} onSubmit={(event) => void register(event)} data-testid="cite-form">
        <Select data-autofocus label={t('column.kind')} data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={kind} onChange={(value) => value && setKind(value as (typeof kinds)[number])} allowDeselect={false} comboboxProps={{ withinPortal: false }} data-field="kind" />
        <Textarea label={t('field.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} rows={4} maxLength={2000} required={kind !== 'again'} />
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="cite-confirm">{t('action.register')}</Button>
        </div>
      </form>
    </Modal>
  );
};
