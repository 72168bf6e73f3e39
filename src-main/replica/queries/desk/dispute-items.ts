import { applicationDay } from '../../../../shared/domain/application-day.ts';
import type { CollectionName } from '../../../../shared/domain/collection.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { decisionDeadline } from '../../../../shared/rules/desk/decision-deadline.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { listTasks } from '../find-task.ts';
import { mayDecide } from '../may-decide.ts';
import type { QueueItem } from './queue-item.ts';

/** What a dispute is about, as far as a list shows it. */
type About = { readonly personId?: string; readonly number?: string; readonly risk?: string; readonly caseId?: string };

/**
 * Disputes that a supervisor has to decide, whoever put the other value aside: until then the record stands still. One about a case, or about the person of a case that waits (`dueOf`), has that case's legal deadline.
 */
export const listDisputes = (host: Host, dueOf: (person: string) => PlainDate | null): QueueItem[] => {
  const { replica } = getOffice(host);
  return listTasks(replica, 'open').filter(({ kind }) => mayDecide(kind, ['supervisor'])).map(({ task }): QueueItem => {
    const { collection, document, right } = task;
    const about: About = collection === 'persons' ? { personId: document } : (findDocument(replica, collection as CollectionName, document) as About | undefined) ?? {};
    const found = findDocument(replica, 'cases', collection === 'cases' ? document : (about.caseId ?? ''));
    const waits = found?.status === 'review' || found?.status === 'returned';
    const due = waits ? decisionDeadline(host.mse().rules, applicationDay(found), found.facts.claims ?? []) : about.personId === undefined ? null : dueOf(about.personId);
    return {
      id: `conflict:${task.id}`, kind: 'conflict', document, caseId: null, personId: about.personId ?? null, number: found?.number ?? about.number ?? '', risk: found?.risk ?? '', by: null, byName: right.byName, since: task.opened, due, until: null, why: '',
    };
  });
};
