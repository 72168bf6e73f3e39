import { canonicalJson } from '../../base/canonical-json.ts';
import type { CaseFacts } from '../../domain/case.ts';
import type { DecidedProgramme, Decision } from '../../domain/decision.ts';
import type { FactValue } from '../../domain/fact-value.ts';
import { findKnown, type KnownSources } from '../intake/known-facts.ts';
import { recompute, type Recomputed } from '../intake/recompute.ts';
import type { Rules } from '../load/rules.ts';
import type { Words } from '../schema/words.ts';

/** A fact of a decision that acts signed since say otherwise; null: not said (any more). */
export type ChangedFact = { readonly fact: string; readonly label: Words; readonly before: FactValue; readonly after: FactValue };

/** `gone`: no act that stands gives the person anything at all, so there is nothing left to decide on. */
export type Renewed = { readonly changed: readonly ChangedFact[]; readonly gone: boolean; readonly made: Recomputed };

/**
 * A decision in force held against what the commission's acts say now: which of its facts differ, and what it becomes with them on `asOf`. A fact that the office gave otherwise, with a reason (`reasons`), stays the office's.
 * Undefined where nothing differs. Pure.
 */
export const renewDecision = (rules: Rules, { programmes }: Pick<Decision, 'programmes'>, reasons: CaseFacts['reasons'], sources: KnownSources, asOf: string): Renewed | undefined => {
  const changed = new Map<string, ChangedFact>();
  const renewed = programmes.map((decided): DecidedProgramme => {
    const facts = { ...decided.facts };
    for (const fact of rules.programmes.get(decided.programme)?.facts ?? []) {
      if (fact.fill?.from !== 'assessment' || reasons?.[fact.id]?.trim()) continue;
      const [before, after] = [facts[fact.id] ?? null, findKnown(sources, fact.fill) ?? null];
      if (canonicalJson(before) === canonicalJson(after)) continue;
      changed.set(fact.id, { fact: fact.id, label: fact.label, before, after });
      if (after === null) delete facts[fact.id];
      else facts[fact.id] = after;
    }
    return { ...decided, facts };
  });
  if (changed.size === 0) return undefined;
  return { changed: [...changed.values()], gone: sources.effects.length === 0, made: recompute(rules, { programmes: renewed }, asOf) };
};
