import type { PlainDate } from '../../base/plain-date.ts';
import type { Dated } from '../../domain/mse/dated.ts';
import type { TraceLine } from './trace-line.ts';

/** The value that holds on `day` with its trace, or undefined where the parameter begins later. */
export const findDated = <V>(parameter: Dated<V>, day: PlainDate): { readonly value: V; readonly trace: TraceLine } | undefined => {
  const found = parameter.values.findLast((one) => one.from <= day);
  return found && { value: found.value, trace: { rule: parameter.id, from: found.from, source: found.source, certainty: found.certainty } };
};

/** The value that holds on `day`; before the first one, the first: an examination is never stopped for want of a parameter, and the trace shows the day. */
export const getDated = <V>(parameter: Dated<V>, day: PlainDate): { readonly value: V; readonly trace: TraceLine } => {
  const first = parameter.values[0]!;
  return findDated(parameter, day) ?? { value: first.value, trace: { rule: parameter.id, from: first.from, source: first.source, certainty: first.certainty } };
};
