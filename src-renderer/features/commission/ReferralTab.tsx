import { useTranslation } from 'react-i18next';
import type { Assessment } from '../../../shared/domain/mse/assessment.ts';
import type { Referral } from '../../../shared/domain/mse/referral.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { useClock } from '../../components/clock-context.ts';
import { formatLongDate, formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';
import { ReferralFiles } from './ReferralFiles.tsx';

type Props = { readonly assessment: Assessment; readonly places: OutputOf<'assessment.watch'>['filePlaces']; readonly mayAttach: boolean; readonly referral: Referral; readonly reference: OutputOf<'mse.reference'>; readonly reads: OutputOf<'assessment.watch'>['reads'] };

/** What the medical organisation says and answers for, and who opened this record. */
export const ReferralTab = ({ assessment, places, mayAttach, referral, reference, reads }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const now = useClock()();
  const diagnosis = ({ code, text }: Referral['main']) => [code, text || (reference.icd.find((one) => one.code === code)?.[language] ?? '')].filter(Boolean).join(' — ');
  const rows: [string, string][] = [
    [t('field.organisation'), referral.organisation],
    [t('field.referralNumber'), `${referral.number} · ${formatLongDate(language, referral.date)}${referral.form ? ` · ${referral.form}` : ''}`],
    [t('field.referralCommission'), referral.commission.map(({ name, position }) => [name, position].filter(Boolean).join(', ')).join('; ')],
    [t('field.main'), diagnosis(referral.main)],
    [t('field.others'), referral.others.map(diagnosis).join('; ') || '—'],
    [t('field.onset'), `${formatLongDate(language, referral.onset)} · ${t(`exception.${referral.exception ?? 'none'}`)}`],
    [t('field.treatment'), referral.treatment],
    [t('field.insured'), t(referral.insured ? 'common:yes' : 'common:no')],
    ...(referral.workHarm ? [[t('field.workHarm'), `${referral.workHarm.act} · ${formatLongDate(language, referral.workHarm.date)} · ${referral.workHarm.employer} · ${referral.workHarm.profession}${referral.workHarm.harmMonths > 0 ? ` (${t('months', { count: referral.workHarm.harmMonths })})` : ''}${referral.workHarm.otherProfession === '' ? '' : `; ${t('field.otherProfession')}: ${referral.workHarm.otherProfession} (${t('months', { count: referral.workHarm.otherMonths })})`}`] as [string, string]] : []),
    [t('attachments', { count: referral.attachments.length }), referral.attachments.map(({ name, pages }) => `${name} (${String(pages)})`).join('; ') || '—'],
  ];
  return (
    <>
      <dl className={styles.facts}>{rows.map(([title, text]) => <div key={title} style={{ display: 'contents' }}><dt>{title}</dt><dd>{text}</dd></div>)}</dl>
      <p className={styles.soft}>{t('responsibleReferral')}</p>
      <ReferralFiles assessment={assessment} places={places} mayAttach={mayAttach} />
      <h2 className={styles.itemsTitle}>{t('reads')}</h2>
      <ul className={styles.reasons}>{reads.map((read) => <li key={read.id}><span>{read.byName}</span><span className={styles.soft}>{formatMoment(language, read.at, now)}</span></li>)}</ul>
    </>
  );
};
