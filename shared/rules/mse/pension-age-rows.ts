import type { MseRules } from '../../domain/mse/mse-rules.ts';
import { Parameter } from '../schema/parameter.ts';

type Rows = { readonly id: string; readonly values: readonly { readonly from: string; readonly value: { readonly maleMonths: number; readonly femaleMonths: number }; readonly source: string; readonly certainty: MseRules['pension-age']['values'][number]['certainty'] }[] };

const months = (cell: unknown): number => Number(typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell);

/** The pension age as the commission reads it, out of the one table that the payments are reckoned by (`parameters/pension-age.json`, as JSON). Throws where the file is not of its schema. */
export const pensionAgeRows = (file: unknown): Rows => {
  const { id, values } = Parameter.parse(file);
  return {
    id,
    values: values.flatMap(({ from, value, source, certainty }) => {
      if (value === null || typeof value === 'string') return [];
      return [{ from, value: { maleMonths: months(value.male), femaleMonths: months(value.female) }, source, certainty }];
    }),
  };
};
