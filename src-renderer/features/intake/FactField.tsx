import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InputIssue } from '../../../shared/base/app-error.ts';
import type { FormFieldRow } from '../../../shared/ipc/case-form.ts';
import { issueWords } from '../../i18n/error-words.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { DerivedLines } from './DerivedLines.tsx';
import type { Names } from './missing-words.ts';
import { FactInput } from './FactInput.tsx';
import { FieldNoteMark } from './FieldNoteMark.tsx';
import { ListInput } from './ListInput.tsx';
import styles from './Intake.module.css';

type Value = FormFieldRow['value'];
type Props = {
  readonly field: FormFieldRow;
  readonly cited: (citation: string) => string;
  readonly names: Names;
  /** The article or act the question comes from, in the language of the window. */
  readonly citation: string;
  /** As it stands in the form now, where that is newer than the rules' answer. */
  readonly value: Value;
  readonly faults: readonly InputIssue[];
  /** Code of what an action was refused for. */
  readonly refused: string | undefined;
  readonly reason: string;
  readonly reasonRefused: string | undefined;
  readonly editable: boolean;
  readonly origin: string | undefined;
  /** What the supervisor said at this field when the case was returned. */
  readonly note: string | undefined;
  readonly first: boolean;
  readonly onType: (value: Value | undefined) => void;
  readonly onReason: (text: string) => void;
};

/** One question of the law: its input, help, article, where the answer came from, and why it differs from the register where it does. */
export const FactField = ({ field, citation, cited, names, value, faults, refused, reason, reasonRefused, editable, origin, note, first, onType, onReason }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const own = faults.find(({ path }) => path === field.id);
  const still = refused !== 'required' || field.lacking ? refused : undefined;
  const error = own ? issueWords(t, own) : still !== undefined ? issueWords(t, { code: still }) : undefined;
  const differs = field.from === 'typed' && field.known !== null && JSON.stringify(field.known.value) !== JSON.stringify(value);
  const register = field.from === 'register' ? field.known?.register : origin;
  const description = (
    <span className={styles.hint}>
      {register !== undefined && <span className={styles.origin} data-testid="origin">{t(`register.${register}`)}</span>} {lawWords(language, field.help)} <span className={styles.article}>{citation}</span>
    </span>
  );
  const how = field.from === 'register' ? (field.known?.derived ?? []) : [];
  const fixed = field.known?.fixed === true && !differs;
  return (
    <div className={field.type === 'list' ? styles.wide : undefined} data-fact={field.id} data-from={field.from}>
      {note !== undefined && <FieldNoteMark text={note} />}
      {field.type === 'list'
        ? <><ListInput field={field} rows={Array.isArray(value) ? value : []} faults={faults} onType={onType} disabled={!editable || fixed} error={error} />{description}</>
        : <FactInput field={field} value={Array.isArray(value) ? null : value} onType={onType} error={error} description={description} disabled={!editable || fixed} required={!field.optional} first={first} />}
      {how.length > 0 && <DerivedLines rows={how} cited={cited} names={names} />}
      {editable && differs && (
        <div className={styles.reason}>
          {field.known?.whole === true && <TextInput id={`fact-${field.id}-reason`} size="xs" label={t('reason')} value={reason} onChange={(event) => onReason(event.currentTarget.value)} error={reasonRefused !== undefined && reason.trim() === '' ? issueWords(t, { code: 'reason' }) : undefined} maxLength={300} autoComplete="off" />}
          <SmallButton variant="subtle" onClick={() => onType(undefined)}>{t('backToRegister')}</SmallButton>
        </div>
      )}
      {!editable && reason !== '' && <p className={styles.hint}>{t('reason')}: {reason}</p>}
    </div>
  );
};
