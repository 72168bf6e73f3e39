import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { call } from '../../api/call.ts';
import { showPrinted } from '../../components/show-printed.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';

type Paper = 'application' | 'information' | 'decision';
type Printed = { readonly name: string; readonly path?: string | undefined };
type Props = { readonly papers: readonly Paper[]; readonly onPrint: (paper: Paper, language: 'kk' | 'ru') => Promise<Result<Printed, AppError>> };

const languages = [['kk', 'Қаз'], ['ru', 'Рус']] as const;

/** The papers of a case, each in the language of the person and not of the window. */
export const PrintMenu = ({ papers, onPrint }: Props) => {
  const { t } = useTranslation('law');
  const [busy, setBusy] = useState(false);
  const print = async (paper: Paper, language: 'kk' | 'ru') => {
    setBusy(true);
    const result = await onPrint(paper, language);
    setBusy(false);
    if (result.ok) showPrinted(result.value.name, (how) => call('paper.open', { name: result.value.name, how }));
    else showToast((t) => errorWords(t, result.error).title, { trouble: true });
  };
  return (
    <Menu transitionProps={{ duration: 0 }} portalProps={{ target: 'main' }} position="bottom-end">
      <Menu.Target><Button variant="default" loading={busy} data-testid="print">{t('print.action')}</Button></Menu.Target>
      <Menu.Dropdown>
        {papers.flatMap((paper) => languages.map(([language, name]) => <Menu.Item key={`${paper} ${language}`} onClick={() => void print(paper, language)} data-testid={`print-${paper}-${language}`}>{t(`print.${paper}`)} · {name}</Menu.Item>))}
      </Menu.Dropdown>
    </Menu>
  );
};
