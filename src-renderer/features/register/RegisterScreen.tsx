import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, InputIssue } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useToday } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Keys } from '../../components/layout/Keys.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { useDesk } from '../../components/session-context.ts';
import { checkTypedPerson } from './check-typed-person.ts';
import { firstFaults } from './first-faults.ts';
import { emptyRegister, useRegisterStore } from './register-store.ts';
import { RegisterFields } from './RegisterFields.tsx';
import styles from './RegisterScreen.module.css';
import { SimilarPeople } from './SimilarPeople.tsx';

type Props = { readonly onRegistered: (id: string) => void; readonly onOpenPerson: (id: string) => void; readonly onCancel: () => void };

/** Registers a person. Ctrl Enter saves; warnings never block; a known IIN offers the person who has it. */
export const RegisterScreen = ({ onRegistered, onOpenPerson, onCancel }: Props) => {
  const { t } = useTranslation('person');
  const today = useToday();
  const { training } = useDesk();
  const errors = useRegisterStore((state) => state.errors);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = Object.keys(errors);

  const refuse = (issues: readonly InputIssue[]) => {
    useRegisterStore.setState({ errors: firstFaults(issues) });
    const first = Object.keys(firstFaults(issues))[0];
    document.getElementById(`field-${first ?? ''}`)?.focus();
  };
  const save = async () => {
    if (busy) return;
    setFailure(null);
    const checked = checkTypedPerson(useRegisterStore.getState().person, training, today);
    if (!checked.ok) {
      refuse(checked.error);
      return;
    }
    setBusy(true);
    const result = await call('person.register', { ...checked.value, dismissed: [...useRegisterStore.getState().dismissed] });
    setBusy(false);
    if (result.ok) {
      useRegisterStore.setState(emptyRegister, true);
      onRegistered(result.value.id);
    } else if (result.error.type === 'InvalidInput') refuse(result.error.issues);
    else setFailure(result.error);
  };
  const clear = () => {
    useRegisterStore.setState(emptyRegister, true);
    onCancel();
  };

  return (
    <form
      className={styles.form}
      noValidate
      data-testid="register-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        if (event.ctrlKey) {
          event.preventDefault();
          void save();
        } else if ((event.target as HTMLElement).tagName === 'INPUT' && !event.defaultPrevented) event.preventDefault();
      }}
    >
      <Screen
        title={t('registerTitle')}
        beside={<span>{t('registerHint')}</span>}
        actions={<>
          <Button variant="default" onClick={clear}>{t('clear')}</Button>
          <Button type="submit" loading={busy} aria-keyshortcuts="Control+Enter" rightSection={<Keys>Ctrl ↵</Keys>} data-testid="register-save">{t('registerSave')}</Button>
        </>}
      >
        {failure && (
          <ErrorNotice error={failure}>
            {failure.type === 'Conflict' && failure.id !== '' && <Button mt={8} size="xs" onClick={() => onOpenPerson(failure.id)} data-testid="open-existing">{t('openExisting')}</Button>}
          </ErrorNotice>
        )}
        {wrong.length > 0 && <p role="alert" className={styles.wrong}>{t('wrongFields', { count: wrong.length, fields: wrong.map((path) => t(`field.${path}`)).join(', ') })}</p>}
        <div className={styles.beside}>
          <Panel fill><RegisterFields /></Panel>
          <SimilarPeople onOpenPerson={onOpenPerson} />
        </div>
      </Screen>
    </form>
  );
};
