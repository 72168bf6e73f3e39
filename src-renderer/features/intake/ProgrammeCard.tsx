import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AmountRow, FormProgrammeRow } from '../../../shared/ipc/case-form.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatLongDate } from '../../i18n/format-date.ts';
import { formatDecimal, formatTenge } from '../../i18n/format-decimal.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { missingWords, type Names } from './missing-words.ts';
import { figureLines, unconfirmedCount } from './trace-lines.ts';
import styles from './Intake.module.css';

type Props = { readonly programme: FormProgrammeRow; readonly names: Names; readonly onWhy: () => void; readonly onClaim: ((claimed: boolean) => void) | undefined };

const most = 6;

const Payment = ({ amount }: { readonly amount: AmountRow }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  return (
    <p className={styles.amount} data-testid="amount">
      <strong>{formatTenge(language, amount.amount)}</strong> <span className={styles.soft}>{t(amount.unit === 'KZT/month' ? 'perMonth' : 'once')}{amount.to !== null && amount.unit === 'KZT/month' && <>, {t('until', { date: formatLongDate(language, amount.to) })}</>}</span>
      {amount.withheld !== '0' && <span className={styles.under}>{t('withheld', { amount: formatTenge(language, amount.withheld) })}</span>}
      {amount.shares && <span className={styles.under}>{t('shares', { shares: amount.shares.map((share) => formatDecimal(language, share)).join(' + ') })}</span>}
    </p>
  );
};

/** What one programme gives for what is typed so far: amounts with their reckoning, why not, or what is missing. */
export const ProgrammeCard = ({ programme, names, onWhy, onClaim }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const made = programme.determination;
  const title = lawWords(language, programme.title);
  if (!programme.claimed || !made) {
    return (
      <div className={styles.card} data-outcome="none" data-programme={programme.id}>
        <h3 className={styles.cardTitle}>{t('level', { level: programme.level })} · {title}</h3>
        <p className={styles.soft}>{t('notClaimed')} {onClaim && <SmallButton onClick={() => onClaim(true)} aria-label={`${t('claim')}: ${title}`}>{t('claim')}</SmallButton>}</p>
      </div>
    );
  }
  const lines = figureLines(made).slice(-most);
  const unconfirmed = unconfirmedCount([made]);
  return (
    <div className={styles.card} data-outcome={made.outcome} data-programme={programme.id} data-testid="programme-card">
      <h3 className={styles.cardTitle}>{t('level', { level: programme.level })} · {title}</h3>
      {made.outcome === 'entitled' && made.amounts.map((amount) => <Payment key={amount.payment} amount={amount} />)}
      {made.outcome === 'entitled' && made.amounts.length === 0 && <p className={styles.amount}><strong>{t('service')}</strong></p>}
      {made.outcome === 'refused' && made.reasons.filter(({ kind }) => kind === 'failed' || kind === 'stage').map((reason, at) => <p key={at} className={styles.verdict}><Mark tone="bad" quiet>{t(`reasonKind.${reason.kind}`)}</Mark> {reason.text && lawWords(language, reason.text)}</p>)}
      {made.outcome === 'undetermined' && <p className={styles.verdict}><Mark tone="half" quiet>{t('lacks')}</Mark> {made.missing.map((item) => missingWords(t, language, item, names)).join('; ')}</p>}
      {made.outcome === 'entitled' && lines.length > 0 && (
        <dl className={styles.lines}>{lines.map((line) => [<dt key={`${line.rule}:`}>{lawWords(language, line.title)}</dt>, <dd key={line.rule}>{formatDecimal(language, String(line.value as string))}</dd>])}</dl>
      )}
      {made.reasons.filter(({ kind }) => kind === 'service' || kind === 'duty' || kind === 'warning').map((reason, at) => <p key={at} className={styles.verdict}><Mark tone={reason.kind === 'warning' ? 'warn' : 'plain'} quiet>{t(`reasonKind.${reason.kind}`)}</Mark> {reason.text && lawWords(language, reason.text)}</p>)}
      {programme.conflicts.map((conflict) => (
        <p key={`${conflict.programme} ${conflict.number ?? ''}`} className={styles.verdict} data-testid="conflict">
          <Mark tone="warn" quiet>{t('conflict.choose')}</Mark> {lawWords(language, conflict.text)} {t(conflict.number === null ? 'conflict.here' : 'conflict.decided', { title: lawWords(language, conflict.title), amount: formatTenge(language, conflict.monthly), number: conflict.number ?? '' })}
        </p>
      ))}
      <p className={styles.cardFoot}>
        <Anchor component="button" type="button" onClick={onWhy} aria-label={`${t('why')} ${title}`} data-testid="why">{t('why')}</Anchor>
        {unconfirmed > 0 && <Mark tone="warn" quiet>{t('unconfirmed', { count: unconfirmed })}</Mark>}
        {onClaim && <Anchor component="button" type="button" className={styles.quietLink} onClick={() => onClaim(false)} aria-label={`${t('unclaim')}: ${title}`}>{t('unclaim')}</Anchor>}
      </p>
    </div>
  );
};
