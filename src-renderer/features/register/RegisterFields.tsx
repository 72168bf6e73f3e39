import { Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOnce } from '../../api/use-once.ts';
import { AreaPicker } from '../../components/fields/AreaPicker.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { issueWords } from '../../i18n/error-words.ts';
import { findIinFault, iinWarnings } from './check-typed-person.ts';
import { useRegisterStore, withTyped } from './register-store.ts';
import styles from './RegisterScreen.module.css';
import type { TypedPerson } from './typed-person.ts';

type TextName = { [F in keyof TypedPerson]: TypedPerson[F] extends string ? F : never }[keyof TypedPerson];

/** The fields of a registration, in the order of the identity card. */
export const RegisterFields = () => {
  const { t } = useTranslation('person');
  const { training } = useDesk();
  const { person, errors } = useRegisterStore();
  const areas = useOnce('area.list', {})?.areas ?? [];
  const type = <F extends keyof TypedPerson>(field: F, value: TypedPerson[F]) => useRegisterStore.setState((state) => withTyped(state, field, value, training));
  const wrong = (field: keyof TypedPerson) => (errors[field] === undefined ? undefined : issueWords(t, { code: errors[field] }));
  const text = (name: TextName, required = false) => (
    <TextInput id={`field-${name}`} label={t(`field.${name}`)} value={person[name]} onChange={(event) => type(name, event.currentTarget.value)} error={wrong(name)} required={required} autoComplete="off" spellCheck={false} />
  );
  const iinFault = findIinFault(person.iin, training, true);
  const warnings = iinWarnings(person);

  return (
    <div className={styles.fields}>
      <div className={styles.identity}>
        <TextInput
          id="field-iin"
          label={t('field.iin')}
          value={person.iin}
          onChange={(event) => type('iin', event.currentTarget.value)}
          error={wrong('iin') ?? (iinFault === undefined ? undefined : issueWords(t, { code: iinFault }))}
          description={t('iinHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
          data-autofocus
        />
        <DateField id="field-birthDate" label={t('field.birthDate')} value={person.birthDate} onChange={(date) => type('birthDate', date)} error={wrong('birthDate')} required />
        <Radio.Group name="sex" label={t('field.sex')} value={person.sex} onChange={(sex) => type('sex', sex as 'male' | 'female')} error={wrong('sex')} required>
          <div className={styles.radios}>
            <Radio id="field-sex" value="female" label={t('sex.female')} />
            <Radio value="male" label={t('sex.male')} />
          </div>
        </Radio.Group>
      </div>
      <div role="status" className={styles.warnings}>
        {warnings.map((code) => <Mark key={code} tone="warn">{issueWords(t, { code })}</Mark>)}
      </div>
      <div className={styles.names}>
        <fieldset className={styles.group}>
          <legend>{t('namesKk')}</legend>
          {text('lastNameKk', true)}{text('firstNameKk', true)}{text('patronymicKk')}
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{t('namesRu')} <span className={styles.hint}>{t('namesRuHint')}</span></legend>
          {text('lastNameRu', true)}{text('firstNameRu', true)}{text('patronymicRu')}
        </fieldset>
      </div>
      <fieldset className={`${styles.group ?? ''} ${styles.address ?? ''}`}>
        <legend>{t('address')}</legend>
        <AreaPicker id="field-district" label={t('field.district')} areas={areas} value={person.district} onChange={(kato) => type('district', kato)} error={wrong('district')} required />
        {text('settlement')}
        {text('street')}
        {text('house')}
        {text('phone')}
      </fieldset>
    </div>
  );
};
