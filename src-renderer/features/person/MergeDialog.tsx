import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { MergeField } from '../../../shared/domain/merge-persons.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { fullName } from './full-name.ts';
import { differingFields, fieldText } from './merge-fields.ts';
import styles from './PersonScreen.module.css';

type Props = { readonly pair: readonly [Person, Person]; readonly onClose: () => void; readonly onMerged: (kept: string) => void };

/** Both records side by side; for each field in which they differ, which of the two it shall be. */
export const MergeDialog = ({ pair, onClose, onMerged }: Props) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const [swapped, setSwapped] = useState(false);
  const [taken, setTaken] = useState<readonly MergeField[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [keep, other] = swapped ? [pair[1], pair[0]] : pair;
  const fields = differingFields(keep, other);
  const choose = (field: MergeField, fromOther: boolean) => setTaken(fromOther ? [...taken.filter((one) => one !== field), field] : taken.filter((one) => one !== field));
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await call('person.merge', { keep: keep.id, other: other.id, take: taken.filter((field) => fields.includes(field)) });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    showToast((t) => t('person:merge.done'));
    onMerged(keep.id);
  };
  const shown = (person: Person, field: MergeField) => fieldText(person, field, { language, sex: (sex) => t(`sex.${sex}`), none: '—' });

  return (
    <Modal opened onClose={onClose} title={t('merge.title')} size={860} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={(event) => void submit(event)} className={styles.main} data-testid="merge-form">
        <p className={styles.count}>{t('merge.hint')}</p>
        <table className={styles.compare}>
          <thead>
            <tr><th scope="col">{t('merge.field')}</th><th scope="col">{t('merge.keep')}: {fullName(keep, language === 'kk' ? 'Kk' : 'Ru')}</th><th scope="col">{t('merge.other')}: {fullName(other, language === 'kk' ? 'Kk' : 'Ru')}</th></tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{t(`field.${field}`)}</th>
                <td><Radio name={field} label={shown(keep, field)} checked={!taken.includes(field)} onChange={() => choose(field, false)} /></td>
                <td><Radio name={field} label={shown(other, field)} checked={taken.includes(field)} onChange={() => choose(field, true)} data-testid={`take-${field}`} /></td>
              </tr>
            ))}
            {fields.length === 0 && <tr><td colSpan={3}>{t('merge.equal')}</td></tr>}
          </tbody>
        </table>
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.row}>
          <Button variant="default" onClick={() => { setSwapped(!swapped); setTaken([]); }}>{t('merge.swap')}</Button>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" loading={busy} data-testid="merge-confirm">{t('merge.confirm')}</Button>
        </div>
      </form>
    </Modal>
  );
};
