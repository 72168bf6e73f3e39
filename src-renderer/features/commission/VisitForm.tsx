import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { AssessmentId, StaffId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { Visit } from '../../../shared/domain/mse/visit.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { useToday } from '../../components/clock-context.ts';
import styles from './Commission.module.css';

type Props = { readonly id: AssessmentId; readonly visit: Visit | null; readonly reference: OutputOf<'mse.reference'> };

/** Day, place and members of an examination. */
export const VisitForm = ({ id, visit, reference }: Props) => {
  const { t } = useTranslation('mse');
  const today = useToday();
  const [day, setDay] = useState<PlainDate | null>(visit?.day ?? (today as PlainDate));
  const [place, setPlace] = useState(visit?.place ?? '');
  const [fieldTrip, setFieldTrip] = useState(visit?.fieldTrip ?? false);
  const [members, setMembers] = useState<ReadonlyMap<StaffId, string>>(new Map(visit?.members.map((member) => [member.staff, member.speciality])));
  const chairs = reference.members.filter((member) => member.chair);
  const [head, setHead] = useState<StaffId | null>(visit?.members.find((member) => member.chair)?.staff ?? chairs[0]?.id ?? null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const save = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (day === null) return;
    const answer = await call('assessment.schedule', { id, day, place, fieldTrip, members: [...members].map(([staff, speciality]) => ({ staff, chair: staff === head, speciality })) });
    setFailure(answer.ok ? null : answer.error);
  };
  const toggle = (staff: StaffId) => setMembers((before) => {
    const next = new Map(before);
    if (!next.delete(staff)) next.set(staff, '');
    return next;
  });
  return (
    <form className={styles.dialog} onSubmit={(event) => void save(event)} data-testid="visit-form">
      <DateField label={t('field.day')} value={day} onChange={setDay} required />
      <TextInput label={t('field.place')} value={place} onChange={(event) => setPlace(event.currentTarget.value)} required maxLength={200} />
      <Checkbox label={t('fieldTrip')} checked={fieldTrip} onChange={(event) => setFieldTrip(event.currentTarget.checked)} />
      <fieldset className={styles.members} style={{ border: 0, margin: 0, padding: 0 }}>
        <legend className={styles.itemsTitle}>{t('field.members')}</legend>
        {reference.members.map((member) => (
          <div key={member.id} className={styles.item}>
            <Checkbox label={member.name} checked={members.has(member.id)} onChange={() => toggle(member.id)} data-testid={`member-${member.login}`} />
            <span className={styles.chips}>
              {member.chair && <Radio name="head" label={t('chair')} checked={head === member.id} onChange={() => setHead(member.id)} />}
              {members.has(member.id) && <TextInput aria-label={`${member.name}: ${t('field.speciality')}`} placeholder={t('field.speciality')} size="xs" value={members.get(member.id) ?? ''} onChange={(event) => {
                const { value } = event.currentTarget;
                setMembers((before) => new Map(before).set(member.id, value));
              }} />}
            </span>
          </div>
        ))}
      </fieldset>
      {failure && <ErrorNotice error={failure} />}
      <div className={styles.buttons}><Button type="submit" data-testid="visit-save">{t('action.schedule')}</Button></div>
    </form>
  );
};
