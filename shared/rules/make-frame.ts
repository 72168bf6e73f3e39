import type { ReadFacts } from './facts/read-facts.ts';
import type { Frame, TraceEntry } from './language/frame.ts';
import type { Rules } from './load/rules.ts';

/** A fresh frame for one evaluation; each value of a parameter enters the trace once, when it is first read. */
export const makeFrame = (rules: Rules, asOf: string, { values, given }: Pick<ReadFacts, 'values' | 'given'>): Frame => {
  const trace: TraceEntry[] = [];
  const seen = new Set<string>();
  return {
    asOf, facts: values, given, definitions: new Map(), locals: [], inputs: {}, trace,
    used: ({ parameter, label, from, keys, shown, citation, certainty }) => {
      if (seen.has(label)) return;
      seen.add(label);
      trace.push({ rule: `parameter:${parameter}`, title: rules.parameters.get(parameter)!.title, inputs: keys.length > 0 ? { from, keys: [...keys] } : { from }, value: shown, citation, certainty });
    },
  };
};
