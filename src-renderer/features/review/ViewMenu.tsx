import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter } from '../../../shared/ipc/queue-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { filterBy, isFiltered, plainFilter } from './queue-store.ts';
import styles from './ReviewScreen.module.css';

/** The filters that a person keeps under names of their own. */
export const ViewMenu = ({ filter }: { readonly filter: QueueFilter }) => {
  const { t } = useTranslation('desk');
  const views = useLive('queue.views', {}).value?.rows ?? [];
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const current = views.find((view) => JSON.stringify(view.filter) === JSON.stringify(filter));
  const tell = (result: Awaited<ReturnType<typeof call<'queue.saveView'>>>) => { if (!result.ok) { const { error } = result; showToast((say) => errorWords(say, error).title, { trouble: true }); } };
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setNaming(false);
    tell(await call('queue.saveView', { name: name.trim(), filter }));
    setName('');
  };
  return (
    <>
      <Menu transitionProps={{ duration: 0 }} portalProps={{ target: 'main' }} position="bottom-end">
        <Menu.Target><Button size="xs" h={30} variant="default" className={styles.views} data-testid="queue-views">{current?.name ?? t('views')} ▾</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => filterBy(plainFilter)} data-testid="queue-all">{t('showAll')}</Menu.Item>
          {views.map((view) => <Menu.Item key={view.name} onClick={() => filterBy(view.filter)} data-testid="queue-view">{view.name}</Menu.Item>)}
          {isFiltered(filter) && !current && <Menu.Item onClick={() => setNaming(true)} data-testid="queue-keep">{t('keepView')}</Menu.Item>}
          {current && <Menu.Item onClick={() => void call('queue.removeView', { name: current.name }).then(tell)} data-testid="queue-forget">{t('forgetView', { name: current.name })}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming} onClose={() => setNaming(false)} title={t('keepView')} closeButtonProps={{ 'aria-label': t('common:close') }}>
        <form onSubmit={(event) => void save(event)} className={styles.dialog}>
          <TextInput data-autofocus label={t('viewName')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} required autoComplete="off" />
          <div className={styles.buttons}><Button variant="default" onClick={() => setNaming(false)}>{t('common:cancel')}</Button><Button type="submit" data-testid="queue-keep-confirm">{t('keep')}</Button></div>
        </form>
      </Modal>
    </>
  );
};
