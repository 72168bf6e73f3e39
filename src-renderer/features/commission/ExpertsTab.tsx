import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { StaffId } from '../../../shared/base/ids.ts';
import type { Assessment } from '../../../shared/domain/mse/assessment.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './Commission.module.css';

type Props = { readonly assessment: Assessment; readonly opinions: OutputOf<'assessment.watch'>['opinions']; readonly reference: OutputOf<'mse.reference'>; readonly maySend: boolean };

/** In absentia: to whom the nameless file goes, and what they say once all have answered. */
export const ExpertsTab = ({ assessment, opinions, reference, maySend }: Props) => {
  const { t } = useTranslation('mse');
  const [experts, setExperts] = useState<readonly StaffId[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const send = async () => {
    const answer = await call('assessment.sendToExperts', { id: assessment.id, experts: [...experts] });
    setFailure(answer.ok ? null : answer.error);
  };
  if (opinions) return (
    <div className={styles.dialog} data-testid="opinions">
      <strong>{t('opinions', opinions)}</strong>
      {opinions.texts.length === 0 && <p className={styles.soft}>{t('opinionsHidden')}</p>}
      {opinions.texts.map((one) => <section key={one.id} className={styles.item}><span>{one.text}</span><strong>{t(`outcome.${one.outcome}`)}</strong></section>)}
    </div>
  );
  return (
    <div className={styles.dialog}>
      <h2 className={styles.itemsTitle}>{t('field.experts')}</h2>
      {reference.askable.filter((member) => !assessment.visit?.members.some((one) => one.staff === member.id)).map((member) => (
        <Checkbox key={member.id} label={member.name} checked={experts.includes(member.id)} onChange={() => setExperts((before) => (before.includes(member.id) ? before.filter((one) => one !== member.id) : [...before, member.id]))} disabled={!maySend} data-field="expert" />
      ))}
      {failure && <ErrorNotice error={failure} />}
      <div className={styles.buttons}><Button disabled={!maySend || experts.length !== reference.experts} onClick={() => void send()} data-testid="send-experts">{t('action.sendToExperts')}</Button></div>
    </div>
  );
};
