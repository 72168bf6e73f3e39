import type { AppError } from '../../../shared/base/app-error.ts';
import { officeDay } from '../../../shared/base/office-day.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { isInForce } from '../../../shared/domain/is-in-force.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import type { Determination } from '../../../shared/rules/determination.ts';
import { caseForm, type CaseForm } from '../../../shared/rules/intake/case-form.ts';
import { lawFacts } from '../../../shared/rules/intake/law-facts.ts';
import type { Sources } from '../../../shared/rules/schema/sources.ts';
import { listDecisions } from '../queries/decisions.ts';
import { formOfCase } from '../queries/law-form.ts';
import { personNames } from '../queries/person-names.ts';
import { sourcesOf } from '../queries/sources.ts';
import { travelOf } from '../queries/travel.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { escapeHtml, fillTemplate } from './fill-template.ts';
import { paragraph, programmeSection, responsibleRows, section } from './law-sections.ts';
import { paperArea } from './paper-area.ts';
import { paperFact } from './paper-format.ts';
import { paperDay } from './paper-rows.ts';

type Language = 'kk' | 'ru';
type Kind = ParsedInputOf<'case.paper'>['kind'];
/** `district`: whose paper it is; a decision that came with its case is the other district's. */
type Page = { readonly district: string; readonly title: string; readonly number: string; readonly state: string; readonly rows: readonly (readonly [string, string])[]; readonly sections: string };

const pageOf = (host: Host, { title, number, state, rows, sections, district }: Page, language: Language): string => {
  const { template, fonts, words } = host.print();
  const say = (key: string) => words(language, key);
  const { certificate } = getOffice(host);
  const area = host.areas.find((one) => one.kato === district);
  return fillTemplate(template, {
    lang: language, fonts, title: escapeHtml(title), number: escapeHtml(number), state: escapeHtml([state, ...(certificate.training ? [say('training')] : [])].filter(Boolean).join(' · ')),
    office: escapeHtml(say('law.office')), place: escapeHtml(paperArea(area, language, say)),
    rows: rows.map(([name, text]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(text)}</td></tr>`).join(''), sections, qr: '', check: '', unofficial: escapeHtml(say('unofficial')),
  });
};

const personRows = (person: Person, say: (key: string) => string, language: Language): [string, string][] => {
  const names = personNames(person);
  return [
    [say('row.person'), (language === 'kk' ? names.kk : names.ru) || names.kk],
    [say('row.iin'), person.iin ?? '—'],
    [say('row.birth'), paperDay(person.birthDate)],
    [say('law.address'), [person.settlement, person.street, person.house].filter(Boolean).join(', ') || '—'],
  ];
};

const factRows = (form: CaseForm, say: (key: string) => string, language: Language): [string, string][] =>
  form.fields.map((field) => [field.label[language], paperFact(field, field.value, language, { yes: say('law.yes'), no: say('law.no') })]);

const documentRows = (form: CaseForm, brought: readonly string[], say: (key: string) => string, language: Language): [string, string][] =>
  form.documents.map(({ id, title }) => [title[language], say(brought.includes(id) ? 'law.brought' : 'law.toBring')]);

/** What the information sheet says (Concept, S15): what may be expected and why, what to bring, who answers for what. */
const informationSections = (form: CaseForm, sources: Sources, brought: readonly string[], say: (key: string) => string, language: Language): string => {
  const claimed = form.programmes.filter((programme) => programme.claimed);
  return [
    ...claimed.map((programme) => programmeSection(form, programme, sources, say, language)),
    section(say('law.documents'), documentRows(form, brought, say, language)),
    section(say('law.responsible'), responsibleRows(claimed, language)),
    paragraph(say('law.notDecision').replace('{{date}}', paperDay(form.asOf)).replace('{{edition}}', form.edition.slice(0, 8))),
  ].join('');
};

const decisionSections = (form: CaseForm, sources: Sources, { programmes, asOf, edition }: Decision, say: (key: string) => string, language: Language): string => [
  ...programmes.flatMap(({ programme, answer }) => {
    const known = form.programmes.find(({ id }) => id === programme);
    return known ? [programmeSection(form, { ...known, determination: answer as unknown as Determination }, sources, say, language)] : [];
  }),
  section(say('law.responsible'), responsibleRows(form.programmes.filter(({ id }) => programmes.some((one) => one.programme === id)), language)),
  paragraph(say('law.decidedBy').replace('{{date}}', paperDay(asOf)).replace('{{edition}}', edition.slice(0, 8))),
].join('');

/** The parts of each paper of a case that are its own. */
const partsOf = (host: Host, kind: Kind, found: Case, form: CaseForm, decision: Decision | undefined, say: (key: string) => string, language: Language): Pick<Page, 'district' | 'number' | 'state' | 'sections'> => {
  const { replica, certificate } = getOffice(host);
  const district = certificate.area;
  const brought = found.facts.brought ?? [];
  const number = (of: string, day: string) => say('number').replace('{{number}}', of).replace('{{day}}', paperDay(day));
  const today = host.clock.today();
  if (kind === 'decision' && decision) return { district: decision.district, number: number(decision.number, officeDay(decision.decided.at)), state: say(travelOf(replica.db, decision.id) === 'received' ? 'registered' : 'provisional'), sections: decisionSections(form, sourcesOf(host, decision.edition), decision, say, language) };
  if (kind === 'information') return { district, number: number(found.number, today), state: '', sections: informationSections(form, host.rules().sources, brought, say, language) };
  const claimed = form.programmes.filter((programme) => programme.claimed).map(({ level, title }) => [say('law.level').replace('{{level}}', String(level)), title[language]] as const);
  return {
    district, number: number(found.number, today), state: '',
    sections: [section(say('law.asks'), claimed), section(say('law.facts'), factRows(form, say, language)), section(say('law.documents'), documentRows(form, brought, say, language)), paragraph(say('law.declares')), paragraph(say('law.signature'))].join(''),
  };
};

/** case.paper: a page of HTML of a case, for the shell to print. Errors: NotFound (case, person, or the decision of a case without one). */
export const makeCasePaper = (host: Host, { id, kind, language }: ParsedInputOf<'case.paper'>): Result<OutputOf<'case.paper'>, AppError> => {
  const { replica } = getOffice(host);
  const found = findDocument(replica, 'cases', id);
  const person = found && findDocument(replica, 'persons', found.personId);
  if (!found || !person) return err({ type: 'NotFound', what: 'case', id });
  const decision = listDecisions(replica, id).find(isInForce);
  if (kind === 'decision' && !decision) return err({ type: 'NotFound', what: 'decision', id });
  const say = (key: string) => host.print().words(language, key);
  const form = formOfCase(host, found, host.clock.today());
  const risk = host.rules().risks.find((one) => one.id === found.risk);
  const rows = [...personRows(person, say, language), [say('law.risk'), risk?.title[language] ?? found.risk] as const];
  const html = pageOf(host, { title: say(`law.title-${kind}`), rows, ...partsOf(host, kind, found, form, decision, say, language) }, language);
  return ok({ name: `${kind}-${found.number.replaceAll(/[^\w-]/g, '-')}-${language}`, html });
};

/** law.paper: the information sheet of somebody at the counter, for whom no case is opened. Errors: NotFound (risk). */
export const makeLawPaper = (host: Host, { risk, facts, language }: ParsedInputOf<'law.paper'>): Result<OutputOf<'law.paper'>, AppError> => {
  const rules = host.rules();
  const known = rules.risks.find(({ id }) => id === risk);
  if (!known) return err({ type: 'NotFound', what: 'risk', id: risk });
  const say = (key: string) => host.print().words(language, key);
  const today = host.clock.today();
  const form = caseForm({ rules, risk, facts: lawFacts(facts), claims: facts.claims, asOf: facts.lawDay ?? today });
  const sections = section(say('law.facts'), factRows(form, say, language)) + informationSections(form, rules.sources, [], say, language);
  const html = pageOf(host, { district: getOffice(host).certificate.area, title: say('law.title-information'), number: paperDay(today), state: '', rows: [[say('law.risk'), known.title[language]]], sections }, language);
  return ok({ name: `information-${risk}-${today}-${language}`, html });
};
