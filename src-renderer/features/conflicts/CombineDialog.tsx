import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ConflictDecision, ConflictPart, ConflictRow } from '../../../shared/ipc/conflict-rows.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './ConflictsScreen.module.css';
import { Sides } from './Sides.tsx';

type Picks = ConflictDecision['picks'];
type Props = { readonly row: ConflictRow; readonly onClose: () => void; readonly onDecide: (picks: Picks) => Promise<AppError | undefined> };

/** What was typed, of the type that the sides have. */
const typedValue = ({ left, right }: ConflictPart, text: string): string | number | null => {
  const isNumber = [left, right].some((side) => typeof side === 'number');
  if (text.trim() === '') return [left, right].some((side) => side === null) || isNumber ? null : '';
  return isNumber && Number.isFinite(Number(text.replace(',', '.'))) ? Number(text.replace(',', '.')) : text.trim();
};

/** Part by part: the left value, the right one, or a third that is typed. */
export const CombineDialog = ({ row, onClose, onDecide }: Props) => {
  const { t } = useTranslation('conflicts');
  const [picks, setPicks] = useState<Readonly<Record<string, 'left' | 'right' | 'third'>>>({});
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const pick = (path: string, side: 'left' | 'right' | 'third') => setPicks({ ...picks, [path]: side });
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const chosen = row.parts.map((part): [string, Picks[string]] => {
      const side = picks[part.path] ?? 'left';
      return [part.path, side === 'third' ? { value: typedValue(part, typed[part.path] ?? '') } : side];
    });
    setFailure((await onDecide(Object.fromEntries(chosen))) ?? null);
  };
  const cell = (path: string, side: 'left' | 'right', shown: string) => {
    const part = row.parts.find((one) => one.path === path)!;
    const third = side === 'right' && part.mayType;
    return (
      <>
        <Radio name={path} label={shown} checked={(picks[path] ?? 'left') === side} disabled={side === 'right' && (!part.mayTake || part.right === undefined)} onChange={() => pick(path, side)} data-testid={`pick-${side}-${path}`} {...(path === row.parts[0]?.path && side === 'left' ? { 'data-autofocus': true } : {})} />
        {third && <Radio className={styles.third} name={path} label={t('third')} checked={picks[path] === 'third'} onChange={() => pick(path, 'third')} data-testid={`pick-third-${path}`} />}
        {third && picks[path] === 'third' && <TextInput className={styles.third} aria-label={t('third')} value={typed[path] ?? ''} onChange={(event) => setTyped({ ...typed, [path]: event.currentTarget.value })} maxLength={500} data-testid={`third-${path}`} />}
      </>
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('combineTitle')} size={860} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={(event) => void submit(event)} className={styles.form} noValidate data-testid="combine-form" onKeyDown={(event) => { if (event.ctrlKey && event.key === 'Enter') void submit(event); }}>
        <p className={styles.hint}>{t(row.collection === 'cases' ? 'combineCase' : 'combineHint')}</p>
        <Sides row={row} cell={cell} />
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="combine-confirm">{t('decide')}</Button>
        </div>
      </form>
    </Modal>
  );
};
