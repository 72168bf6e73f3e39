import { canonicalJson } from '../../base/canonical-json.ts';
import type { CaseFacts } from '../../domain/case.ts';
import type { DecidedProgramme, Decision } from '../../domain/decision.ts';
import type { FactValue } from '../../domain/fact-value.ts';
import { findKnown, type KnownSources } from '../intake/known-facts.ts';
import { recompute, type Recomputed } from '../intake/recompute.ts';
import type { Rules } from '../load/rules.ts';
import type { FactUse } from '../schema/fact.ts';
import type { Words } from '../schema/words.ts';
import { factOver } from './fact-over.ts';

/** A fact of a decision that acts signed since say otherwise; null: not said (any more). */
export type ChangedFact = { readonly fact: string; readonly label: Words; readonly before: FactValue; readonly after: FactValue };

/** `gone`: no act that stands gives the person anything at all, so there is nothing left to decide on. */
export type Renewed = { readonly changed: readonly ChangedFact[]; readonly gone: boolean; readonly made: Recomputed };

type Programmes = Pick<Decision, 'programmes'>;
/** `came`: what another district decided, on which the decision rests; `sources` tells only what acts signed since then say. */
type Held = { readonly reasons: CaseFacts['reasons']; readonly sources: KnownSources; readonly came: Programmes | undefined };

/** What the acts that are here say of a fact, over what came along. What the register says of a person beside acts is older than the decision that came. */
const knownFact = (asked: readonly FactUse[], fill: NonNullable<FactUse['fill']>, { sources, came }: Held, programme: string): FactValue => {
  if (!came) return findKnown(sources, fill) ?? null;
  const kept = came.programmes.find((one) => one.programme === programme)?.facts ?? {};
  const acts: KnownSources = { ...sources, person: { ...sources.person, disability: null } };
  const decided = (path: string) => asked.filter((one) => one.fill?.from === 'assessment' && one.fill.path === path).map(({ id }) => kept[id])[0];
  return factOver(fill.path, (path) => findKnown(acts, { ...fill, path }), decided) ?? null;
};

/**
 * A decision in force held against what the commission's acts say now: which of its facts differ, and what it becomes with them on `asOf`. A fact that the office gave otherwise, with a reason (`reasons`), stays the office's.
 * One that rests on what another district decided is never gone: the acts that it was made on may not be known here. Undefined where nothing differs. Pure.
 */
export const renewDecision = (rules: Rules, { programmes }: Programmes, held: Held, asOf: string): Renewed | undefined => {
  const changed = new Map<string, ChangedFact>();
  const renewed = programmes.map((decided): DecidedProgramme => {
    const facts = { ...decided.facts };
    const asked = rules.programmes.get(decided.programme)?.facts ?? [];
    for (const fact of asked) {
      if (fact.fill?.from !== 'assessment' || held.reasons?.[fact.id]?.trim()) continue;
      const [before, after] = [facts[fact.id] ?? null, knownFact(asked, fact.fill, held, decided.programme)];
      if (canonicalJson(before) === canonicalJson(after)) continue;
      changed.set(fact.id, { fact: fact.id, label: fact.label, before, after });
      if (after === null) delete facts[fact.id];
      else facts[fact.id] = after;
    }
    return { ...decided, facts };
  });
  if (changed.size === 0) return undefined;
  return { changed: [...changed.values()], gone: held.came === undefined && held.sources.effects.length === 0, made: recompute(rules, { programmes: renewed }, asOf) };
};
