import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActId } from '../../../shared/base/ids.ts';
import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import { PaperKind } from '../../../shared/domain/mse/paper-kind.ts';
import { call } from '../../api/call.ts';
import { showPrinted } from '../../components/show-printed.ts';
import { useLanguage } from '../../i18n/use-language.ts';

type Props = { readonly act: ActId; readonly body: ActBody; readonly onFailure: (error: AppError | null) => void };

/** The papers that follow from an act, in the person's language, printed to a PDF. */
export const PaperMenu = ({ act, body, onFailure }: Props) => {
  const { t } = useTranslation('mse');
  const window = useLanguage();
  const { decision } = body;
  const kinds = PaperKind.options.filter((kind) => (kind !== 'generalLoss' || decision.generalLoss !== null) && (kind !== 'professionalLoss' || decision.professionalLoss !== null) && (kind !== 'certificate' || decision.outcome !== 'none'));
  const [kind, setKind] = useState<PaperKind>(kinds.includes('certificate') ? 'certificate' : 'act');
  const [language, setLanguage] = useState<'kk' | 'ru'>(window === 'ru' ? 'ru' : 'kk');
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    const answer = await call('paper.make', { act, kind, language });
    setBusy(false);
    onFailure(answer.ok ? null : answer.error);
    if (answer.ok) showPrinted(answer.value.name, (how) => call('paper.open', { name: answer.value.name, how }));
  };
  return (
    <>
      <Select aria-label={t('paper.kindLabel')} w={190} data={kinds.map((value) => ({ value, label: t(`paper.kind.${value}`) }))} value={kind} onChange={(value) => value && setKind(value as PaperKind)} allowDeselect={false} />
      <Select aria-label={t('paper.language')} w={96} data={[{ value: 'kk', label: 'Қаз' }, { value: 'ru', label: 'Рус' }]} value={language} onChange={(value) => setLanguage(value === 'ru' ? 'ru' : 'kk')} allowDeselect={false} />
      <Button variant="default" loading={busy} onClick={() => void print()} data-testid="print-paper">{t('paper.print')}</Button>
    </>
  );
};
