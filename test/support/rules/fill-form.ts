import type { FactValue } from '../../../shared/domain/fact-value.ts';

type Spec = { readonly id: string; readonly type: string; readonly min?: string | undefined; readonly max?: string | undefined; readonly choices?: readonly { readonly id: string }[] | undefined; readonly of?: readonly Spec[] | undefined; readonly optional?: boolean | undefined };

/** A value that a fact of this type takes, without knowing what the fact is about: so that a risk added by data alone is filled like any other. */
export const someValue = ({ type, min, max, choices, of = [] }: Spec, today: string): FactValue => {
  switch (type) {
    case 'date': return `${Number(today.slice(0, 4)) - 1}${today.slice(4, 8)}01`;
    case 'month': return today.slice(0, 7);
    case 'boolean': return true;
    case 'code': return choices?.[0]?.id ?? '';
    case 'text': return 'Тірек';
    case 'list': return [Object.fromEntries(of.filter(({ optional }) => !optional).map((field) => [field.id, someValue(field, today) as string]))];
    case 'money': return '150000';
    default: return String(Math.max(Number(min ?? 0), Math.min(Number(max ?? 40), 40)));
  }
};
