import { useTranslation } from 'react-i18next';
import type { InputIssue } from '../../../shared/base/app-error.ts';
import type { Proposal } from '../../../shared/rules/mse/propose-decision.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { issueWords } from '../../i18n/error-words.ts';
import { useCitations } from '../intake/use-citations.ts';
import styles from './Commission.module.css';

type Props = { readonly proposal: Proposal; readonly issues: readonly InputIssue[]; readonly differs: boolean };

const tones = { L: 'good', S: 'good', C: 'half', U: 'warn' } as const;

/** What the rules propose, why, and how sure each rule is; below it, what the act still lacks. */
export const ProposalPanel = ({ proposal, issues, differs }: Props) => {
  const { t } = useTranslation('mse');
  const cited = useCitations('');
  const { general, professional } = proposal;
  const terms = proposal.terms.map(({ term, until, crosses }) => `${t(`term.${term}`)}${crosses && until ? ` (${t('crosses', { date: formatShortDate(until) })})` : ''}`).join(', ');
  const where = (path: string) => {
    const [part, name = ''] = path.split('.');
    return part === 'ratings' ? t(`activity.${name}`) : t(`field.${name}`);
  };
  return (
    <Panel title={t('proposal')}>
      <p className={styles.big} data-testid="proposed-outcome">{proposal.outcome === 'none' && proposal.categories.some(({ decided }) => decided === null) ? t('notRated') : t(`outcome.${proposal.outcome}`)}</p>
      <ul className={styles.reasons}>
        {proposal.because.map((category) => <li key={category}><span>{t('becauseLine', { category: t(`activity.${category}`), degree: proposal.categories.find((one) => one.category === category)?.decided ?? 0 })}</span></li>)}
        {proposal.outcome !== 'none' && proposal.band === 'youth' && <li>{t('youth')}</li>}
        {proposal.outcome !== 'none' && proposal.cause && <li>{t('causeLine', { cause: t(`cause.${proposal.cause}`) })}</li>}
        {proposal.outcome !== 'none' && <li>{t('termsLine', { terms })}</li>}
        {general?.usual && <li>{t('generalLine', general.usual)}</li>}
        {professional && <li>{t('professionalLine', professional)}</li>}
      </ul>
      <p className={styles.soft}>{t('mayDiffer')}</p>
      {differs && <Mark tone="warn">{t('differs')}</Mark>}
      {issues.length > 0 && (
        <details className={styles.trace} open data-testid="still-missing">
          <summary>{t('stillMissing', { count: issues.length })}</summary>
          <ul>{issues.slice(0, 12).map((issue) => <li key={`${issue.path} ${issue.code}`}>{where(issue.path)}: {issueWords(t, issue)}</li>)}</ul>
        </details>
      )}
      <details className={styles.trace}>
        <summary>{t('sources')}</summary>
        <ul>{proposal.trace.map((line) => <li key={line.rule}><Mark tone={tones[line.certainty]} quiet>{t('certaintyFrom', { certainty: t(`certainty.${line.certainty}`), date: formatShortDate(line.from) })}</Mark><br />{cited(line.source)}</li>)}</ul>
      </details>
    </Panel>
  );
};
