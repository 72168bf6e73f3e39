import type { Determination } from './determination.ts';
import { sumDecimals } from './sum-decimals.ts';

/** What a programme gives a month, decimal text in tenge: the sum of its monthly payments, nothing where it is refused; undefined while it is undetermined. */
export const resultOf = ({ outcome, amounts }: Pick<Determination, 'outcome'> & { readonly amounts: readonly { readonly amount: string; readonly unit: string }[] }): string | undefined =>
  outcome === 'undetermined' ? undefined : sumDecimals(amounts.filter(({ unit }) => unit === 'KZT/month').map(({ amount }) => amount));
