import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { EditionRow } from '../../../shared/ipc/norms-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { forgetOnce } from '../../api/use-once.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { formatLongDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { EditionChangesDialog } from './EditionChangesDialog.tsx';
import styles from './NormsScreen.module.css';

type Props = { readonly chosen: string | null; readonly onChoose: (edition: EditionRow) => void; readonly disabled: boolean };

/** The editions of the law that are here: what one changes, by which the open decisions are re-computed, and putting one in force. A new one comes in a file that the centre signed, chosen here or brought on a stick. */
export const EditionsPanel = ({ chosen, onChoose, disabled }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const rows = useLive('norms.editions', {}).value?.rows ?? [];
  const [failure, setFailure] = useState<AppError | null>(null);
  const [compared, setCompared] = useState<EditionRow | null>(null);

  const open = async (file: File | null) => {
    if (!file) return;
    const result = await call('norms.open', { bytes: new Uint8Array(await file.arrayBuffer()) });
    setFailure(result.ok ? null : result.error);
    if (result.ok) showToast((say) => say('law:editions.taken', { name: file.name }));
  };
  const put = async (row: EditionRow) => {
    const result = await call('norms.putInForce', { edition: row.edition });
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    // what the window was told of the law before
    forgetOnce();
    showToast((say) => say('law:editions.put', { name: row.name }));
  };

  return (
    <Panel title={t('editions.title')} aside={<span className={styles.aside}><FileButton accept=".edition" onChange={(file) => void open(file)}>{(props) => <Button {...props} variant="default" disabled={disabled} data-testid="edition-open">{t('norms.edition')}</Button>}</FileButton></span>}>
      {failure && <ErrorNotice error={failure}>{failure.type === 'RulesInvalid' && <ul className={styles.faults}>{failure.issues.slice(0, 20).map(({ file, path, code, detail }, at) => <li key={at}>{file} · {path} · {code} · {detail}</li>)}</ul>}</ErrorNotice>}
      <table className={styles.table} data-testid="editions">
        <thead><tr><th scope="col">{t('editions.name')}</th><th scope="col">{t('editions.issued')}</th><th scope="col">{t('editions.standing')}</th><td /></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.edition} data-testid="edition" data-in-force={row.inForce || undefined}>
              <td>{row.name} <span className={styles.soft}>{row.edition.slice(0, 8)}</span></td>
              <td>{formatLongDate(language, row.issued.slice(0, 10))}</td>
              <td>
                <Mark tone={row.inForce ? 'good' : 'plain'} quiet>{t(row.inForce ? 'editions.inForce' : row.newer ? 'editions.newer' : 'editions.earlier')}</Mark>{' '}
                <span className={styles.soft}>{row.own ? t('editions.own') : t('editions.signed')}{row.putBy && ` · ${t('editions.putBy', { name: row.putBy.byName, date: formatLongDate(language, row.putBy.at.slice(0, 10)) })}`}</span>
              </td>
              <td className={styles.buttons}>
                {!row.inForce && <SmallButton onClick={() => setCompared(row)} data-testid="edition-compare" aria-label={`${t('editions.compare')}: ${row.name}`}>{t('editions.compare')}</SmallButton>}
                <SmallButton variant={chosen === row.edition ? 'filled' : 'default'} disabled={disabled} onClick={() => onChoose(row)} aria-pressed={chosen === row.edition} data-testid="edition-choose" aria-label={`${t('editions.choose')}: ${row.name}`}>{t('editions.choose')}</SmallButton>
                {row.newer && <SmallButton onClick={() => void put(row)} disabled={disabled} data-testid="edition-put" aria-label={`${t('editions.putInForce')}: ${row.name}`}>{t('editions.putInForce')}</SmallButton>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <EditionChangesDialog row={compared} onClose={() => setCompared(null)} />
    </Panel>
  );
};
