import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QueueKind, Urgency, type QueueFilter, type QueuePage } from '../../../shared/ipc/queue-rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { Keys } from '../../components/layout/Keys.tsx';
import { localName } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { filterBy, useQueue } from './queue-store.ts';
import { ViewMenu } from './ViewMenu.tsx';
import styles from './ReviewScreen.module.css';

type Props = { readonly page: QueuePage | undefined; readonly onList: () => void };

/** What of the queue is shown: by words, kind, deadline, risk and caseworker, each choice with how much it would show; and the filters one has kept. */
export const QueueFilters = ({ page, onList }: Props) => {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const filter = useQueue((state) => state.filter);
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const counts = page?.counts;
  const option = (value: string, words: string, count: number | undefined) => ({ value, label: count === undefined ? words : `${words} · ${String(count)}` });
  const kinds = [...QueueKind.options.filter((kind) => (counts?.kinds[kind] ?? 0) > 0 || filter.kinds.includes(kind)).map((kind) => option(kind, t(`kind.${kind}`), counts?.kinds[kind])), option('waiting', t('waiting'), counts?.waiting)];
  const chosenKind = filter.waiting ? 'waiting' : (filter.kinds[0] ?? null);
  const urgencies = Urgency.options.filter((one) => one !== 'none').map((one) => option(one, t(`urgency.${one}`), counts?.urgencies[one] ?? 0));
  const people = [...(page?.people ?? [])];
  const choose = (label: string, testId: string, data: { value: string; label: string }[], value: string | null, onChange: (value: string | null) => Partial<QueueFilter>) => (
    <Select size="xs" aria-label={label} placeholder={label} data={data} value={value} onChange={(next) => filterBy(onChange(next))} clearable clearButtonProps={{ 'aria-label': t('clear'), tabIndex: -1 }} data-testid={testId} comboboxProps={{ portalProps: { target: 'main' }, transitionProps: { duration: 0 }, width: 'max-content' }} />
  );
  return (
    <div className={styles.filters} role="search" aria-label={t('filters')}>
      <TextInput
        id="queue-text" size="xs" className={styles.text} aria-label={t('find')} placeholder={t('find')} value={filter.text} maxLength={200} autoComplete="off" rightSection={<Keys>F</Keys>} aria-keyshortcuts="F" data-testid="queue-text"
        onChange={(event) => filterBy({ text: event.currentTarget.value })} onKeyDown={(event) => { if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); onList(); } }}
      />
      <ViewMenu filter={filter} />
      {choose(t('anyKind'), 'queue-kind', kinds, chosenKind, (kind) => ({ waiting: kind === 'waiting', kinds: kind === null || kind === 'waiting' ? [] : [kind as QueueKind] }))}
      {choose(t('anyUrgency'), 'queue-urgency', urgencies, filter.urgency[0] ?? null, (one) => ({ urgency: one === null ? [] : [one as Urgency] }))}
      {choose(t('anyRisk'), 'queue-risk', risks.filter(({ id }) => (counts?.risks[id] ?? 0) > 0 || filter.risk === id).map((risk) => option(risk.id, localName(language, risk), counts?.risks[risk.id])), filter.risk, (risk) => ({ risk }))}
      {choose(t('anyPerson'), 'queue-by', people.map(({ id, name, count }) => option(id, name, count)), filter.by, (by) => ({ by: by as QueueFilter['by'] }))}
    </div>
  );
};
