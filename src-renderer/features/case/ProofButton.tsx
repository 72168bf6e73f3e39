import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showPrinted } from '../../components/show-printed.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';

/** For a supervisor: the file that proves what the centre has received of a record. */
export const ProofButton = ({ document }: { readonly document: string }) => {
  const { t } = useTranslation('sync');
  const { session } = useDesk();
  if (!session.roles.includes('supervisor')) return null;
  const put = async () => {
    const made = await call('receipt.proof', { document });
    if (made.ok) showPrinted(made.value.name, (how) => call('paper.open', { name: made.value.name, how }));
    else showToast((words) => errorWords(words, made.error).way, { trouble: true });
  };
  return <SmallButton onClick={() => void put()} data-testid="receipt-proof">{t('put.proof')}</SmallButton>;
};
