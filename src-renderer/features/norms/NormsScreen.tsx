import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { EditionRow } from '../../../shared/ipc/norms-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useToday } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { formatTenge } from '../../i18n/format-decimal.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { EditionsPanel } from './EditionsPanel.tsx';
import styles from './NormsScreen.module.css';

/** A change of norms (Concept, S13): what each open decision becomes, per person and in total, before anybody applies it. */
export const NormsScreen = ({ onOpenCase }: { readonly onOpenCase: (id: string) => void }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const today = useToday();
  const live = useLive('norms.watch', {});
  const [day, setDay] = useState<PlainDate | null>(today as PlainDate);
  const [edition, setEdition] = useState<EditionRow | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const norms = live.value;
  const runs = norms?.phase === 'computing' || norms?.phase === 'applying';

  const start = async () => {
    if (day === null) return;
    const result = await call('norms.start', { asOf: day, edition: edition?.edition ?? null });
    setFailure(result.ok ? null : result.error);
  };
  const apply = async () => {
    const result = await call('norms.apply', {});
    setFailure(result.ok ? null : result.error);
    if (result.ok) showToast((t) => t('law:norms.applied', { count: result.value.applied }));
  };
  return (
    <Screen title={t('norms.title')} beside={<span>{t('norms.hint')}</span>}>
      {failure && <ErrorNotice error={failure} />}
      <EditionsPanel chosen={edition?.edition ?? null} onChoose={(row) => setEdition(row.inForce || edition?.edition === row.edition ? null : row)} disabled={runs} />
      <Panel>
        <div className={styles.start}>
          <DateField label={t('norms.day')} value={day} onChange={setDay} disabled={runs} />
          <Button onClick={() => void start()} disabled={runs || day === null} data-testid="norms-start">{edition ? t('norms.startBy', { name: edition.name }) : t('norms.start')}</Button>
          {runs && <Button variant="default" onClick={() => void call('norms.cancel', {})} data-testid="norms-cancel">{t('common:cancel')}</Button>}
        </div>
        {runs && norms && <div className={styles.progress}><Progress value={norms.total === 0 ? 0 : (100 * norms.done) / norms.total} aria-label={t('norms.title')} /><span>{t('common:ofWhole', { part: norms.done, whole: norms.total })}</span></div>}
      </Panel>
      <Panel fill title={t('norms.differences')} aside={norms?.phase === 'ready' && norms.rows.length > 0 && <Button ml="auto" onClick={() => void apply()} disabled={!norms.inForce} data-testid="norms-apply">{t('norms.apply', { count: norms.rows.filter(({ fault }) => !fault).length })}</Button>}>
        {norms?.phase === 'ready' && (
          <dl className={styles.totals} data-testid="norms-totals">
            <dt>{t('norms.before')}</dt><dd>{formatTenge(language, norms.before)}</dd>
            <dt>{t('norms.after')}</dt><dd>{formatTenge(language, norms.after)}</dd>
            <dt>{t('norms.difference')}</dt><dd>{formatTenge(language, norms.difference)}</dd>
          </dl>
        )}
        {norms?.phase === 'ready' && !norms.inForce && <p><Mark tone="warn">{t('norms.onlyLook')}</Mark></p>}
        {norms?.phase === 'ready' && norms.rows.length === 0 && <EmptyState title={t('norms.same', { count: norms.total })} />}
        {norms && norms.phase !== 'ready' && !runs && <EmptyState title={t('norms.empty')}>{t('norms.emptyText')}</EmptyState>}
        {norms && norms.rows.length > 0 && (
          <table className={styles.table} data-testid="norms-rows">
            <thead><tr><th scope="col">{t('norms.person')}</th><th scope="col">{t('norms.what')}</th><th scope="col" data-number>{t('norms.before')}</th><th scope="col" data-number>{t('norms.after')}</th><th scope="col" data-number>{t('norms.difference')}</th></tr></thead>
            <tbody>
              {norms.rows.map((row) => (
                <tr key={row.id}>
                  <td><button type="button" className={styles.link} onClick={() => onOpenCase(row.caseId)}>{localPerson(language, row.personKk, row.personRu)}</button></td>
                  <td>{row.fault ? <Mark tone="bad" quiet>{t('norms.fault')}</Mark> : row.parts.map((part) => lawWords(language, part.title)).join('; ')}</td>
                  <td data-number>{formatTenge(language, row.before)}</td>
                  <td data-number>{formatTenge(language, row.after)}</td>
                  <td data-number>{formatTenge(language, row.difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </Screen>
  );
};
