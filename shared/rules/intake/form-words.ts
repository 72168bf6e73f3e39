import type { Determination } from '../determination.ts';
import type { CompiledProgramme, Rules } from '../load/rules.ts';
import type { Words } from '../schema/words.ts';

/** What each name that a trace or a missing item can carry is called: facts, their choices (`fact:choice`), definitions, and the parameters (`@id`) that are not known. */
export const wordsOf = (rules: Rules, programmes: readonly CompiledProgramme[], made: readonly (Determination | null)[]): Readonly<Record<string, Words>> => {
  const words: Record<string, Words> = {};
  for (const { facts, source } of programmes) {
    for (const { id, label, choices = [] } of facts) {
      words[id] = label;
      for (const choice of choices) words[`${id}:${choice.id}`] = choice.label;
    }
    for (const { id, title } of source.definitions) words[id] = title;
  }
  for (const determination of made) {
    for (const item of determination?.missing ?? []) {
      const title = item.what === 'parameter' ? rules.parameterFiles.get(item.id)?.title : undefined;
      if (title) words[`@${item.id}`] = title;
    }
  }
  return words;
};
