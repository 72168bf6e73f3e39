import type { AppError, InputIssue } from '../base/app-error.ts';
import { isPlainDate } from '../base/plain-date.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Determination, Reason } from './determination.ts';
import { readFacts } from './facts/read-facts.ts';
import type { Frame } from './language/frame.ts';
import { Missing, type MissingItem } from './language/value.ts';
import type { CompiledProgramme, Rules } from './load/rules.ts';
import { makeFrame } from './make-frame.ts';
import { payAmounts } from './pay-amounts.ts';

export type DetermineInput = {
  readonly rules: Rules;
  readonly programme: string;
  /** As JSON; decimals as text or as numbers of at most 15 digits. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly asOf: string;
  /** Names that other programmes of the case ask, passed over here. */
  readonly others?: ReadonlySet<string>;
};

const missingOnce = (items: readonly MissingItem[]): MissingItem[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = item.what === 'parameter' ? `${item.what} ${item.id} ${item.keys.join(' ')} ${item.why}` : `${item.what} ${item.id}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
};

/** The stage of the law that governs on the law's date; a reason to refuse where there is none. */
const checkStage = (programme: CompiledProgramme, frame: Frame): { failed?: Reason; missing: readonly MissingItem[] } => {
  const date = programme.lawDate(frame);
  if (date instanceof Missing) return { missing: date.items };
  const { stages } = programme.source;
  const found = stages.findLast(({ from, to }) => from <= (date as string) && (to === undefined || (date as string) <= to));
  if (found) {
    frame.trace.push({ rule: `stage:${found.id}`, title: found.title, inputs: { date: date as string }, value: true, citation: found.source, certainty: found.certainty });
    return { missing: [] };
  }
  const nearest = stages.findLast(({ from }) => from <= (date as string)) ?? stages[0]!;
  return { missing: [], failed: { rule: `stage:${nearest.id}`, kind: 'stage', text: nearest.title, citation: nearest.source, certainty: nearest.certainty } };
};

/** Answers that cannot all be true: each an issue at its fact, its words in three languages. */
const findImpossible = (programme: CompiledProgramme, frame: Frame): InputIssue[] =>
  programme.checks.filter(({ test }) => test(frame) === false).map(({ source: { at, text } }) => ({ path: at, code: 'impossible', params: { ...text } }));

const checkConditions = (programme: CompiledProgramme, frame: Frame) => {
  const reasons: Reason[] = [];
  const missing: MissingItem[] = [];
  for (const { source, test } of programme.conditions) {
    frame.inputs = {};
    const holds = test(frame);
    const rule = `condition:${source.id}`;
    if (holds instanceof Missing) missing.push(...holds.items);
    else reasons.push({ rule, kind: holds ? 'met' : 'failed', text: holds ? source.met : source.failed, citation: source.source, certainty: source.certainty });
    frame.trace.push({ rule, title: holds === false ? source.failed : source.met, inputs: frame.inputs, value: holds instanceof Missing ? null : (holds as boolean), citation: source.source, certainty: source.certainty });
  }
  return { reasons, missing, refused: reasons.some(({ kind }) => kind === 'failed') };
};

const checkNotices = (programme: CompiledProgramme, frame: Frame, outcome: Determination['outcome']): Reason[] =>
  programme.notices.flatMap(({ source, when }): Reason[] => {
    // what follows from an entitlement follows from nothing else; a warning stands by itself
    if (source.kind !== 'warning' && outcome !== 'entitled') return [];
    frame.inputs = {};
    const holds = when ? when(frame) : true;
    if (holds !== true) return [];
    frame.trace.push({ rule: `notice:${source.id}`, title: source.text, inputs: frame.inputs, value: true, citation: source.source, certainty: source.certainty });
    return [{ rule: `notice:${source.id}`, kind: source.kind, text: source.text, citation: source.source, certainty: source.certainty }];
  });

/**
 * Applies one programme of the law to facts on a day: pure, and the same for ever for the same edition. A condition that fails refuses even where other
 * things are not known; otherwise anything not known that is needed makes it undetermined. Where every payment comes to 0 tenge the outcome is refused, with the payment's reason.
 * Errors: NotFound (programme), InvalidInput (a fact that is unknown to it or not of its type, an impossible date, answers that do not fit together); facts that are not given are no error here.
 */
export const determine = ({ rules, programme: id, facts, asOf, others }: DetermineInput): Result<Determination, AppError> => {
  const programme = rules.programmes.get(id);
  if (!programme) return err({ type: 'NotFound', what: 'programme', id });
  const read = readFacts(programme, facts, others);
  if (!isPlainDate(asOf)) read.issues.push({ path: 'asOf', code: 'date' });
  if (read.issues.length > 0) return err({ type: 'InvalidInput', issues: read.issues });

  const impossible = findImpossible(programme, makeFrame(rules, asOf, read));
  if (impossible.length > 0) return err({ type: 'InvalidInput', issues: impossible });

  const frame = makeFrame(rules, asOf, read);
  const stage = checkStage(programme, frame);
  const conditions = stage.failed ? { reasons: [], missing: [], refused: true } : checkConditions(programme, frame);
  const paid = conditions.refused ? { amounts: [], missing: [], nothing: [] } : payAmounts(programme, frame);
  const missing = missingOnce([...stage.missing, ...conditions.missing, ...paid.missing]);
  // what the law's own formula brings to 0 tenge is not given: it is told as what refused, or beside what is paid
  const empty = paid.nothing.length > 0 && paid.amounts.length === 0;
  const outcome = conditions.refused ? 'refused' : missing.length > 0 ? 'undetermined' : empty ? 'refused' : 'entitled';
  const nothing = paid.nothing.map((reason): Reason => ({ ...reason, kind: outcome === 'refused' ? 'failed' : 'warning' }));
  const reasons = [...(stage.failed ? [stage.failed] : []), ...conditions.reasons, ...nothing, ...checkNotices(programme, frame, outcome)];
  if (outcome === 'undetermined') reasons.push({ rule: 'missing', kind: 'missing', text: null, citation: null, certainty: null, missing });
  const unconfirmed = [...new Set(frame.trace.filter(({ certainty }) => certainty === 'U').map(({ rule }) => rule))];
  if (unconfirmed.length > 0) reasons.push({ rule: 'unconfirmed', kind: 'unconfirmed', text: null, citation: null, certainty: 'U', rules: unconfirmed });
  return ok({ programme: id, edition: rules.edition, asOf, outcome, amounts: outcome === 'entitled' ? paid.amounts : [], reasons, missing: outcome === 'undetermined' ? missing : [], trace: frame.trace });
};
