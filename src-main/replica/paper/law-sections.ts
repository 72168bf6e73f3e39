import type { Determination } from '../../../shared/rules/determination.ts';
import { cite } from '../../../shared/rules/cite.ts';
import type { CaseForm, FormProgramme } from '../../../shared/rules/intake/case-form.ts';
import type { Sources } from '../../../shared/rules/schema/sources.ts';
import { escapeHtml } from './fill-template.ts';
import { paperNumber, paperTenge } from './paper-format.ts';
import { paperDay } from './paper-rows.ts';

type Say = (key: string) => string;
type Language = 'kk' | 'ru';
type Row = readonly [title: string, text: string];

const table = (rows: readonly Row[]): string => `<table>${rows.map(([title, text]) => `<tr><th>${escapeHtml(title)}</th><td>${escapeHtml(text)}</td></tr>`).join('')}</table>`;
export const section = (title: string, rows: readonly Row[]): string => (rows.length === 0 ? '' : `<h2>${escapeHtml(title)}</h2>${table(rows)}`);
export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

const amountRows = ({ amounts }: Determination, say: Say, language: Language): Row[] =>
  amounts.map(({ title, amount, unit, from, to, withheld, shares }): Row => [
    title[language],
    [
      `${paperTenge(amount)} ${say(unit === 'KZT/month' ? 'law.perMonth' : 'law.once')}`,
      `${paperDay(from)} – ${to === null ? say('law.openEnd') : paperDay(to)}`,
      ...(withheld === '0' ? [] : [`${say('law.withheld')} ${paperTenge(withheld)}`]),
      ...(shares ? [shares.map(paperNumber).join(' + ')] : []),
    ].join('\n'),
  ]);

const missingText = (form: Pick<CaseForm, 'names'>, { missing }: Determination, language: Language): string =>
  missing.map((item) => form.names[item.what === 'parameter' ? `@${item.id}` : item.id]?.[language] ?? item.id).join('; ');

/**
 * What a programme gives, and why, as a citizen reads it: amounts with their time, the conditions met or failed with their articles, what is missing, duties and services. A rule that is
 * not confirmed is said on paper too.
 */
export const programmeSection = (form: Pick<CaseForm, 'names'>, programme: Pick<FormProgramme, 'title' | 'level' | 'determination' | 'conflicts'>, sources: Sources, say: Say, language: Language): string => {
  const made = programme.determination;
  if (!made) return '';
  const told = made.reasons.filter(({ text, kind }) => text !== null && kind !== 'unconfirmed' && kind !== 'missing');
  const reasons = told.map(({ kind, text, citation }): Row => [say(`law.reason-${kind}`), `${text![language]}${citation === null ? '' : ` (${cite(sources, citation, language)})`}`]);
  const unconfirmed = made.trace.filter(({ certainty }) => certainty === 'U').map(({ title }) => title[language]);
  return section(`${say('law.level').replace('{{level}}', String(programme.level))} · ${programme.title[language]}`, [
    [say('law.outcome'), say(`law.outcome-${made.outcome}`)],
    ...amountRows(made, say, language),
    ...(made.outcome === 'undetermined' ? [[say('law.lacks'), missingText(form, made, language)] as Row] : []),
    ...reasons,
    ...programme.conflicts.map(({ title, text, monthly, citation }): Row => [say('law.reason-warning'), `${text[language]} ${title[language]}: ${paperTenge(monthly)} ${say('law.perMonth')} (${cite(sources, citation, language)})`]),
    ...(unconfirmed.length > 0 ? [[`▲ ${say('law.unconfirmed')}`, [...new Set(unconfirmed)].join('; ')] as Row] : []),
  ]);
};

/** Who answers for each step (Concept, S17), each once. */
export const responsibleRows = (programmes: readonly FormProgramme[], language: Language): Row[] => {
  const rows = programmes.flatMap(({ responsible }) => responsible.map(({ step, organisation }): Row => [step[language], organisation[language]]));
  return [...Map.groupBy(rows, ([step]) => step)].map(([step, all]): Row => [step, [...new Set(all.map(([, by]) => by))].join('; ')]);
};
