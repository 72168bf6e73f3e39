import { Select } from '@mantine/core';
import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area, KatoCode } from '../../../shared/domain/kato.ts';
import { areaGroups, areaSearchKeys, findMatchingGroups } from './area-options.ts';
import { areaName } from '../../i18n/area-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';

type Props = {
  readonly label: string;
  readonly areas: readonly Area[];
  readonly value: KatoCode | null;
  readonly onChange: (value: KatoCode | null) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
  /** The label is spoken, not shown. */
  readonly hiddenLabel?: boolean;
  /** A district that cannot be chosen (the one a case is in). */
  readonly except?: KatoCode | undefined;
};

/** A district or city of КАТО, below its region, found by its name in any of the three languages and sorted as the language sorts. */
export const AreaPicker = ({ label, areas, value, onChange, error, required = false, disabled = false, id, hiddenLabel = false, except }: Props) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const groups = useMemo(() => areaGroups(areas, language, (area) => areaName(t, language, area), except), [areas, language, t, except]);
  const keys = useMemo(() => areaSearchKeys(areas), [areas]);
  const filter: OptionsFilter = ({ options, search, limit }) => findMatchingGroups(options as { group: string; items: ComboboxItem[] }[], keys, search).slice(0, limit);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(hiddenLabel ? { 'aria-label': label } : { label })}
      data={groups}
      value={value}
      onChange={(kato) => onChange(kato as KatoCode | null)}
      filter={filter}
      searchable
      error={error}
      required={required}
      withAsterisk={required}
      disabled={disabled}
      placeholder={hiddenLabel ? label : t('areaPlaceholder')}
      nothingFoundMessage={t('areaNothing')}
      maxDropdownHeight={260}
      selectFirstOptionOnChange
    />
  );
};
