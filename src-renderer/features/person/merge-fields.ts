import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { mergeFields, type MergeField } from '../../../shared/domain/merge-persons.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { formatLongDate } from '../../i18n/format-date.ts';
import type { Language } from '../../i18n/language.ts';

/** The fields in which two records differ, in the order of the form. */
export const differingFields = (a: Person, b: Person): MergeField[] => mergeFields.filter((field) => canonicalJson(a[field] ?? null) !== canonicalJson(b[field] ?? null));

type Words = { readonly language: Language; readonly sex: (sex: Person['sex']) => string; readonly none: string };

/** A field's value as it stands beside the other record's. */
export const fieldText = (person: Person, field: MergeField, { language, sex, none }: Words): string => {
  switch (field) {
    case 'birthDate': return formatLongDate(language, person.birthDate);
    case 'sex': return sex(person.sex);
    case 'work': return person.work.map((spell) => `${spell.position}, ${spell.employer} (${spell.from}–${spell.to ?? ''})`).join('; ') || none;
    case 'contributions': return person.contributions.map((year) => `${year.year}: ${year.months}`).join('; ') || none;
    case 'disability': return person.disability ? `${person.disability.group ?? '–'} · ${formatLongDate(language, person.disability.since)}` : none;
    case 'iin': return person.iin ?? none;
    default: return person[field] || none;
  }
};
