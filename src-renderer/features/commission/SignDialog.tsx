import { Button, Modal, PasswordInput, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './Commission.module.css';

type Props = { readonly act: ActId; readonly member: { readonly login: string; readonly name: string } | null; readonly onClose: () => void };

/** A member's word on an act, signed with their own secret, whoever unlocked the laptop. */
export const SignDialog = ({ act, member, onClose }: Props) => {
  const { t } = useTranslation('mse');
  const [vote, setVote] = useState<'for' | 'against'>('for');
  const [dissent, setDissent] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const close = () => {
    setPassword('');
    setDissent('');
    setVote('for');
    setFailure(null);
    onClose();
  };
  const sign = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (!member) return;
    setBusy(true);
    const answer = await call('act.sign', { id: act, login: member.login, password, vote, dissent });
    setBusy(false);
    setPassword('');
    if (answer.ok) close();
    else setFailure(answer.error);
  };
  return (
    <Modal opened={member !== null} onClose={close} title={t('signTitle', { name: member?.name ?? '' })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={styles.dialog} onSubmit={(event) => void sign(event)} data-testid="sign-form">
        <SegmentedControl value={vote} onChange={(value) => setVote(value as 'for' | 'against')} data={[{ value: 'for', label: t('action.for') }, { value: 'against', label: t('action.against') }]} />
        {vote === 'against' && <Textarea label={t('field.dissent')} description={t('dissentHint')} value={dissent} onChange={(event) => setDissent(event.currentTarget.value)} rows={4} maxLength={4000} required />}
        <PasswordInput data-autofocus label={t('field.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('unlock:showPassword') }} />
        <p className={styles.soft}>{t('signHint')}</p>
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>{t('common:cancel')}</Button>
          <Button type="submit" loading={busy} disabled={password === ''} data-testid="sign-confirm">{t('action.sign')}</Button>
        </div>
      </form>
    </Modal>
  );
};
