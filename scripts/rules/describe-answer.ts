import type { Determination, Reason } from '../../shared/rules/determination.ts';
import type { MissingItem } from '../../shared/rules/language/value.ts';
import type { Rules } from '../../shared/rules/load/rules.ts';

const missingText = (rules: Rules, item: MissingItem): string =>
  item.what === 'parameter' ? `${item.id}${item.keys.length > 0 ? `[${item.keys.join(', ')}]` : ''} at ${item.at} (${item.why}): ${rules.parameters.get(item.id)?.title.en ?? ''}` : `${item.what} ${item.id}`;

const reasonText = (rules: Rules, { kind, text, citation, certainty, missing = [], rules: used = [] }: Reason): string => {
  const what = text?.en ?? [...missing.map((item) => missingText(rules, item)), ...used].join('; ');
  return `  ${kind.padEnd(11)} ${what}${citation === null ? '' : ` [${citation}; ${certainty}]`}`;
};

/** An answer for people at a terminal: outcome, amounts, reasons, trace. */
export const describeAnswer = (rules: Rules, { programme, asOf, outcome, amounts, reasons, trace }: Determination): string =>
  [
    `${programme} ${asOf}: ${outcome}`,
    ...amounts.map(({ title, level, amount, exact, unit, from, to, withheld, shares }) => `  level ${level}  ${amount} ${unit} (exact ${exact}), ${from} – ${to ?? '…'}, withheld ${withheld}${shares ? `, shares ${shares.join(' + ')}` : ''}: ${title.en}`),
    ...reasons.map((reason) => reasonText(rules, reason)),
    ...trace.map(({ rule, inputs, value, citation, certainty }) => `    ${rule} = ${JSON.stringify(value)} ← ${JSON.stringify(inputs)} [${citation}; ${certainty}]`),
  ].join('\n');
