import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/marks/Mark.tsx';
import { errorWords } from '../../i18n/error-words.ts';
import { formatTime } from '../../i18n/format-date.ts';
import { isWaiting, wrongFields, type Draft } from './draft.ts';

/** «Draft · saved 10:42:07», or that it is being saved, that a field is wrong and so not saved, or that it could not be and is tried again. */
export const SaveState = ({ draft }: { readonly draft: Draft }) => {
  const { t } = useTranslation('case');
  if (draft.failure) return <span role="status" data-testid="save-state" data-state="failed"><Mark tone="bad" title={errorWords(t, draft.failure).way}>{t('saveFailed', { reason: errorWords(t, draft.failure).title })}</Mark></span>;
  const wrong = Object.keys(wrongFields(draft)).length;
  if (wrong > 0) return <span role="status" data-testid="save-state" data-state="wrong"><Mark tone="warn">{t('wrongFields', { count: wrong })}</Mark></span>;
  const words = draft.savedAt === null ? t('draftAutosave') : t('saved', { time: formatTime(draft.savedAt) });
  return (
    <span role="status" data-testid="save-state" data-state={isWaiting(draft) ? 'saving' : draft.savedAt === null ? 'idle' : 'saved'}>
      <Mark tone={isWaiting(draft) ? 'half' : 'plain'}>{isWaiting(draft) ? t('saving') : words}</Mark>
    </span>
  );
};
