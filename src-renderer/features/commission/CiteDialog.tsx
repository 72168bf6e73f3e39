import { Button, Modal, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';
import { emptyReferral, useTypedReferral } from './typed-referral.ts';

const kinds = ['again', 'correction', 'appeal', 'annulment'] as const;
type Props = { readonly body: ActBody; readonly opened: boolean; readonly onClose: () => void; readonly onRegistered: (id: string) => void; readonly onNewReferral: () => void };

/** A signed act is never changed: whoever wants it otherwise begins a new examination that cites it, on the same referral; a re-examination has a referral of its own. */
export const CiteDialog = ({ body, opened, onClose, onRegistered, onNewReferral }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const [kind, setKind] = useState<(typeof kinds)[number]>('again');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const register = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (kind === 'again') {
      useTypedReferral.setState({ ...emptyReferral, person: { id: body.person.id, name: localPerson(language, body.person.nameKk, body.person.nameRu) } });
      return onNewReferral();
    }
    const answer = await call('assessment.register', { personId: body.person.id, mode: 'inPerson', basis: { kind, act: body.id, reason }, referral: body.referral });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) onRegistered(answer.value.id);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('cite.title', { number: body.number })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={styles.dialog} onSubmit={(event) => void register(event)} data-testid="cite-form">
        <Select data-autofocus label={t('column.kind')} data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={kind} onChange={(value) => value && setKind(value as (typeof kinds)[number])} allowDeselect={false} comboboxProps={{ withinPortal: false }} data-field="kind" />
        {kind === 'again' ? <p className={styles.soft}>{t('againNeedsReferral')}</p> : <Textarea label={t('field.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} rows={4} maxLength={2000} required />}
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="cite-confirm">{t(kind === 'again' ? 'action.newReferral' : 'action.register')}</Button>
        </div>
      </form>
    </Modal>
  );
};
