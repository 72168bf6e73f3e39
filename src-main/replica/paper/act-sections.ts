import type { Act } from '../../../shared/domain/mse/act.ts';
import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import type { PaperKind } from '../../../shared/domain/mse/paper-kind.ts';
import type { Programme } from '../../../shared/domain/mse/programme.ts';
import type { MseRules } from '../../../shared/domain/mse/mse-rules.ts';
import { getDated } from '../../../shared/rules/mse/find-dated.ts';
import { escapeHtml } from './fill-template.ts';
import { paperDay } from './paper-rows.ts';

type Say = (key: string) => string;

/** A table with heads; nothing where it has no rows. */
export const grid = (title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : `<h2>${escapeHtml(title)}</h2><table class="grid${rows.length > 12 ? ' long' : ''}"><thead><tr>${heads.map((head) => `<th>${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;

/** Kazakhstan has one zone, UTC+5: a signature's moment as the people in the room read it from the clock. */
const moment = (at: string): string => {
  const local = new Date(Date.parse(at) + 5 * 3_600_000).toISOString();
  return `${paperDay(local.slice(0, 10))}, ${local.slice(11, 16)}`;
};

const membersSection = (act: Act, body: ActBody, say: Say): string =>
  grid(say('section.members'), [say('head.member'), say('head.role'), say('head.signed')], body.members.map((member) => {
    const vote = act.votes.find((one) => one.member === member.staff);
    const word = vote ? `${say(vote.vote)}, ${moment(vote.at)}` : '';
    return [member.name, [say(member.chair ? 'mse:chair' : 'mse:member'), member.speciality].filter(Boolean).join(', '), vote?.dissent ? `${word}\n${vote.dissent}` : word];
  }));

const measuresSection = (programme: Programme | undefined, say: Say): string =>
  (['medical', 'social', 'vocational'] as const).map((part) => {
    const measures = programme?.measures.filter((one) => one.part === part) ?? [];
    return grid(say(`part.${part}`), [say('head.measure'), say('head.executor'), say('head.term'), say('head.state')], measures.map((one) => [
      `${one.text}\n${say(`mse:measureKind.${one.kind}`)} × ${String(one.quantity)}`, [one.executor, one.place].filter(Boolean).join(', '), `${paperDay(one.from)} –\n${paperDay(one.to)}`,
      [say(`mse:measureStatus.${one.status}`), one.outcome && say(`mse:measureOutcome.${one.outcome}`), one.note].filter(Boolean).join('\n'),
    ]));
  }).join('');

/** What the proposal rests on that no official text confirms: said on paper too (facts: `certainty`). */
const unconfirmed = (rules: MseRules, body: ActBody, say: Say): string => {
  const known = body.proposed.rules.map(({ id }) => id.replace(/^mse\./, '')).filter((name): name is keyof MseRules => Object.hasOwn(rules, name));
  const names = known.filter((name) => getDated(rules[name] as MseRules['quorum'], body.day).trace.certainty === 'U').map((name) => say(`rule.${name}`));
  return names.length === 0 ? '' : `<p class="small">${escapeHtml(`${say('unconfirmed')}: ${[...new Set(names)].join('; ')}.`)}</p>`;
};

/** What stands below the rows of an act's paper: measures of the programme, how to appeal, who signed and what they said, and which rules are not confirmed. */
export const actSections = (rules: MseRules, kind: PaperKind, act: Act, body: ActBody, programme: Programme | undefined, say: Say): string => {
  const months = getDated(rules['appeal-months'], body.day).value;
  return [
    kind === 'programme' ? measuresSection(programme, say) : '',
    kind === 'notice' ? `<p>${escapeHtml(say('appeal').replace('{{months}}', String(months)))}</p>` : '',
    // with the code below it: a page that holds the code alone says nothing of what it vouches for
    kind === 'act' || kind === 'minutes' || kind === 'programme' ? `<section class="closing">${membersSection(act, body, say)}${kind === 'programme' ? '' : unconfirmed(rules, body, say)}</section>` : '',
  ].join('');
};
