import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../../../shared/domain/mse/act.ts';
import type { Visit } from '../../../shared/domain/mse/visit.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import styles from './Commission.module.css';
import { SignDialog } from './SignDialog.tsx';

type Props = { readonly visit: Visit; readonly act: Act | null; readonly reference: OutputOf<'mse.reference'>; readonly mayForm: boolean };

/** Who sits, who has signed, and the way to sign. */
export const SignaturesPanel = ({ visit, act, reference, mayForm }: Props) => {
  const { t } = useTranslation('mse');
  const [signing, setSigning] = useState<{ login: string; name: string } | null>(null);
  const voteOf = (staff: string) => act?.votes.find((vote) => vote.member === staff);
  return (
    <Panel title={t('signatures')} aside={<span className={styles.soft}>{t('quorum', { count: visit.members.length, quorum: reference.quorum })}</span>}>
      <div data-testid="signatures">
        {visit.members.map((member) => {
          const vote = voteOf(member.staff);
          const known = reference.members.find((one) => one.id === member.staff);
          return (
            <div key={member.staff} className={styles.sign} data-member={known?.login}>
              <div><strong>{member.name}</strong><div className={styles.soft}>{[t(member.chair ? 'chair' : 'member'), member.speciality].filter((part) => part !== '').join(' · ')}</div></div>
              <Mark tone={vote ? (vote.vote === 'for' ? 'good' : 'warn') : 'plain'} title={vote?.dissent}>{t(`vote.${vote?.vote ?? 'wait'}`)}</Mark>
              {mayForm && act?.status === 'signing' && !vote && known ? <Button size="compact-sm" h={28} px={10} onClick={() => setSigning(known)} data-testid={`sign-${known.login}`}>{t('action.sign')}</Button> : <span />}
            </div>
          );
        })}
      </div>
      <p className={styles.soft}>{t('signHint')} {t('paperHint')}</p>
      {act && <SignDialog act={act.id} member={signing} onClose={() => setSigning(null)} />}
    </Panel>
  );
};
