import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/marks/Mark.tsx';
import { errorWords } from '../../i18n/error-words.ts';
import { formatTime } from '../../i18n/format-date.ts';
import { isUnsaved, type Draft } from './draft.ts';

/** «Draft · saved 10:42:07», or that it is being saved, or that it could not be and is tried again. */
export const SaveState = ({ draft }: { readonly draft: Draft }) => {
  const { t } = useTranslation('case');
  if (draft.failure) return <span role="status" data-testid="save-state" data-state="failed"><Mark tone="bad" title={errorWords(t, draft.failure).way}>{t('saveFailed', { reason: errorWords(t, draft.failure).title })}</Mark></span>;
  const words = draft.savedAt === null ? t('draftAutosave') : t('saved', { time: formatTime(draft.savedAt) });
  return (
    <span role="status" data-testid="save-state" data-state={isUnsaved(draft) ? 'saving' : draft.savedAt === null ? 'idle' : 'saved'}>
      <Mark tone={isUnsaved(draft) ? 'half' : 'plain'}>{isUnsaved(draft) ? t('saving') : words}</Mark>
    </span>
  );
};
