import type { Case } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Role } from '../../../shared/domain/staff.ts';
import { outcomeOfSide } from '../../../shared/domain/task-outcome.ts';
import { partsOf, type TaskPart } from '../../../shared/domain/task-parts.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import type { ConflictRow } from '../../../shared/ipc/conflict-rows.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { historyOf } from '../store/journal.ts';
import type { Replica } from '../store/replica.ts';
import { serverVersionOf } from '../store/versions.ts';
import { listTasks, type FoundTask } from './find-task.ts';
import { mayDecide, maySeeDispute } from './may-decide.ts';
import { personNames } from './person-names.ts';
import { travelOf } from './travel.ts';
import { unreleasedDecision } from './unreleased-decision.ts';

/** Decided ones are shown too, the newest of them. */
const mostDecided = 50;

type Subject = { readonly personId: Person['id'] | null; readonly caseId: Case['id'] | null; readonly number: string };

const subjectOf = (replica: Replica, collection: string, id: string): Subject => {
  if (collection === 'persons') return { personId: id as Person['id'], caseId: null, number: '' };
  const found = findDocument(replica, collection as CollectionName, id) as { readonly personId?: Person['id']; readonly number?: string; readonly caseId?: Case['id'] } | undefined;
  return { personId: found?.personId ?? null, caseId: collection === 'cases' ? (id as Case['id']) : (found?.caseId ?? null), number: found?.number ?? '' };
};

const sideOf = ({ values: _, ...side }: FoundTask['task']['left']): ConflictRow['left'] => side;

const factPrefix = 'facts.law.';

/** The words of a fact of the law, whichever programme asks it. */
const withWords = (rules: () => Rules, part: TaskPart): ConflictRow['parts'][number] => {
  if (!part.path.startsWith(factPrefix)) return part;
  const id = part.path.slice(factPrefix.length);
  const fact = [...rules().programmes.values()].flatMap(({ facts }) => facts).find((one) => one.id === id);
  return fact ? { ...part, label: fact.label, money: fact.type === 'money' } : part;
};

const rowOf = (replica: Replica, rules: () => Rules, roles: readonly Role[], { kind, task }: FoundTask): ConflictRow => {
  const { personId, caseId, number } = subjectOf(replica, task.collection, task.document);
  const person = personId && findDocument(replica, 'persons', personId);
  const names = person ? personNames(person) : { kk: '', ru: '' };
  const parts = partsOf(task).map((part) => withWords(rules, part));
  const own = historyOf(replica.db, task.id).filter((row) => row.command === 'conflict.decide');
  return {
    id: task.id, version: serverVersionOf(replica.db, kind, task.id), collection: task.collection, document: task.document, personId, caseId, nameKk: names.kk, nameRu: names.ru, number,
    opened: task.opened, status: task.status, base: task.right.base, left: sideOf(task.left),
    right: { by: task.right.by, byName: task.right.byName, at: task.right.at, device: task.right.device, deviceName: task.right.deviceName, district: task.right.district },
    parts, mayTakeRight: outcomeOfSide(task, 'right') !== undefined, mayDecide: mayDecide(kind, roles), notes: task.notes,
    resolution: task.resolution && { by: task.resolution.by, byName: task.resolution.byName, at: task.resolution.at, choice: task.resolution.choice, note: task.resolution.note },
    outcome: task.resolution?.values ?? {}, travel: travelOf(replica.db, task.id), mayTakeBack: unreleasedDecision(replica, task).length > 0,
    refused: task.status === 'open' && own.at(-1)?.why === 'outdated', like: [task.collection, ...parts.map(({ path }) => path)].join(' '),
  };
};

/** conflict.list: what waits for a person's decision, oldest first, then what was decided, newest first. */
export const readConflicts = (host: Host): OutputOf<'conflict.list'> => {
  const { replica, session } = getOffice(host);
  const seen = listTasks(replica, 'all').filter(({ kind }) => maySeeDispute(kind, session.roles));
  const [open, decided] = [seen.filter(({ task }) => task.status === 'open'), seen.filter(({ task }) => task.status === 'resolved')];
  const newest = decided.toSorted((a, b) => ((a.task.resolution?.at ?? a.task.opened) < (b.task.resolution?.at ?? b.task.opened) ? 1 : -1)).slice(0, mostDecided);
  return { rows: [...open.toSorted((a, b) => (a.task.opened < b.task.opened ? -1 : 1)), ...newest].map((found) => rowOf(replica, host.rules, session.roles, found)), open: open.length };
};
