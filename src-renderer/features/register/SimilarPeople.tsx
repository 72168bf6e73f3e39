import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { IinText } from '../../components/IinText.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { dismiss, useRegisterStore } from './register-store.ts';
import styles from './RegisterScreen.module.css';
import { similarInput } from './similar-input.ts';

/** Who is registered already and may be the person being typed: how alike, why, and the two answers. The machine only shows; a person says which. */
export const SimilarPeople = ({ onOpenPerson }: { readonly onOpenPerson: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const { person, dismissed } = useRegisterStore();
  const input = similarInput(person);
  const live = useLive('person.similar', input);
  const rows = input === null ? [] : (live.value?.rows ?? []);
  return (
    <Panel title={t('similar.title')} fill>
      {rows.length === 0 && <p className={styles.hint}>{input !== null && live.value ? t('similar.none') : t('similar.wait')}</p>}
      <div role="status" data-testid="similar-people">
      <ul className={styles.similar}>
        {rows.map(({ id, person: row, percent, reasons }) => {
          const isDismissed = dismissed.includes(id);
          return (
            <li key={id} className={styles.candidate} data-testid="similar-person">
              <div className={styles.candidateName}>
                <strong>{language === 'kk' ? row.nameKk : row.nameRu}</strong>
                <Mark tone={percent >= 85 ? 'bad' : 'warn'} quiet>{t('similar.percent', { count: percent })}</Mark>
              </div>
              <div className={styles.hint}><IinText iin={row.iin} /> · {formatShortDate(row.birthDate)}{row.settlement !== '' && ` · ${row.settlement}`}</div>
              <div className={styles.reasons}>{reasons.map((reason) => <Mark key={reason} quiet tone={reason.startsWith('other') ? 'plain' : 'good'}>{t(`reason.${reason}`)}</Mark>)}</div>
              <div className={styles.radios}>
                <Button size="xs" onClick={() => onOpenPerson(id)} data-testid="similar-same">{t('similar.same')}</Button>
                {isDismissed ? <Mark tone="plain">{t('similar.dismissed')}</Mark> : <Button size="xs" variant="default" onClick={() => dismiss(id)} data-testid="similar-other">{t('similar.other')}</Button>}
              </div>
            </li>
          );
        })}
      </ul>
      </div>
    </Panel>
  );
};
