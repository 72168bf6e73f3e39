import type { Instant } from '../../../../shared/base/instant.ts';
import { assessmentActions, assessmentAfter, type AssessmentAction } from '../../../../shared/domain/mse/assessment-actions.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import { ageOn } from '../../../../shared/rules/mse/age-band-on.ts';
import { decisionIssues, differences } from '../../../../shared/rules/mse/decision-issues.ts';
import { proposeDecision } from '../../../../shared/rules/mse/propose-decision.ts';
import { isOpened } from '../../session/opened-records.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument } from '../../store/documents.ts';
import { historyOf } from '../../store/journal.ts';
import { personNames } from '../person-names.ts';
import { filePlace } from '../file-place.ts';
import { staffNames } from '../staff-names.ts';
import { decisionDayOf } from './decision-day.ts';
import { listOpinionsOf, shownOpinions } from './opinions.ts';

type Watched = OutputOf<'assessment.watch'>;
const nothing: Watched = { assessment: null, person: null, proposal: null, issues: [], differences: [], act: null, actions: [], opinions: null, reads: [], filesHere: [], filePlaces: {} };

/** assessment.watch: an examination that was opened with its trace in the journal, with what the rules propose and what is missing; nothing of one that was not. */
export const readAssessment = (host: Host, { id }: ParsedInputOf<'assessment.watch'>): Watched => {
  const office = getOffice(host);
  const { replica, session, certificate } = office;
  const found = isOpened(office, id) ? findDocument(replica, 'assessments', id) : undefined;
  const person = found && findDocument(replica, 'persons', found.personId);
  if (!found || !person) return nothing;
  const today = host.clock.today();
  const names = personNames(person);
  const day = decisionDayOf(replica, found, today);
  const proposal = proposeDecision(host.mse().rules, { birthDate: person.birthDate, day, referral: found.referral, draft: found.draft });
  const possible = found.district === certificate.area ? (Object.keys(assessmentActions[found.status]) as AssessmentAction[]) : [];
  const staff = staffNames(replica.db);
  const filesHere = replica.db.list<{ name: string }>(`SELECT a.key AS name FROM ${documentTable(replica, 'assessments')} d, json_each(d.body, '$._attachments') a WHERE d.id = ?`, id).map(({ name }) => name);
  return {
    assessment: found,
    person: { id: person.id, nameKk: names.kk, nameRu: names.ru, birthDate: person.birthDate, sex: person.sex, age: ageOn(person.birthDate, today) },
    proposal,
    issues: found.status === 'scheduled' || found.status === 'referred' ? decisionIssues(host.mse().rules, found.draft.decision, proposal, day) : [],
    differences: differences(found.draft.decision, proposal),
    act: found.act ? (findDocument(replica, 'acts', found.act) ?? null) : null,
    actions: possible.filter((action) => assessmentAfter(found.status, action, session.roles) !== undefined),
    opinions: found.absentia && shownOpinions(listOpinionsOf(replica, found.absentia.code), found.absentia.experts.length),
    reads: historyOf(replica.db, id).filter((row) => row.command === 'assessment.read').slice(-20).map((row) => ({ id: String(row.number), byName: staff.get(row.author) ?? '', at: row.at as Instant })),
    filesHere,
    filePlaces: Object.fromEntries((found.files ?? []).map(({ hash }) => [hash, filePlace(host, hash, filesHere.includes(hash))])),
  };
};
