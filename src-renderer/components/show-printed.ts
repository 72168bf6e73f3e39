import type { AppError } from '../../shared/base/app-error.ts';
import type { Result } from '../../shared/base/result.ts';
import { showToast } from './toasts/show-toast.ts';

/** Says the name of a printed paper, with ways to it: to open it, or to see it in its folder. Where it lies on the computer is nobody's to read over a shoulder. */
export const showPrinted = (file: string, open: (how: 'file' | 'folder') => Promise<Result<unknown, AppError>>): void => {
  const go = (how: 'file' | 'folder') => () => void open(how).then((result) => {
    if (!result.ok) showToast((t) => t('common:printed.gone'), { trouble: true });
  });
  showToast((t) => t('common:printed.saved', { file }), { actions: () => [{ label: (t) => t('common:printed.open'), run: go('file'), test: 'open-paper' }, { label: (t) => t('common:printed.folder'), run: go('folder'), test: 'show-paper' }] });
};
