import { noStick } from '../stick/stick-work.ts';
import type { ChannelOfKind, OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { readBatches, readBatchPreview } from '../queries/batches.ts';
import { readCase } from '../queries/case.ts';
import { readCaseCounts, readCases } from '../queries/cases.ts';
import { readContributionReports } from '../queries/contribution-faults.ts';
import { readConflicts } from '../queries/conflicts.ts';
import { readDecisions } from '../queries/decisions.ts';
import { readQueue } from '../queries/desk/queue.ts';
import { readReview } from '../queries/desk/review.ts';
import { readWorkers } from '../queries/desk/workers.ts';
import { readQueueViews } from '../queries/desk/queue-views.ts';
import { readDevice } from '../queries/device.ts';
import { readOfficeFigures } from '../queries/figures/office-figures.ts';
import { readEditions } from '../queries/editions.ts';
import { readProjection } from '../queries/figures/read-projection.ts';
import { readActing } from '../queries/acting.ts';
import { readAside } from '../queries/aside.ts';
import { readSyncMonitor } from '../queries/sync-monitor.ts';
import { readLedger } from '../queries/ledger.ts';
import { readMerges } from '../queries/merges.ts';
import { readFallen } from '../queries/fallen.ts';
import { readOfficeLaptops } from '../queries/office.ts';
import { readPerson, readPersons } from '../queries/persons.ts';
import { readRecoveryOptions } from '../queries/recovery.ts';
import { readScans } from '../queries/scans.ts';
import { readSimilar } from '../queries/similar-persons.ts';
import { readStaff } from '../queries/staff.ts';
import { readStatus } from '../queries/status.ts';
import type { Host } from '../session/host-parts.ts';
import { normsState } from '../session/norms-state.ts';
import type { Topic } from '../session/notices.ts';
import { shownProgress } from '../sync/progress.ts';
import { mseLiveHandlers } from './mse-live-handlers.ts';

/** `topics`: what must change for the answer to change; besides them every answer is made anew when somebody unlocks or locks. */
type LiveHandler<C extends ChannelOfKind<'live'>> = { readonly topics: readonly Topic[]; readonly read: (host: Host, input: ParsedInputOf<C>) => OutputOf<C> };
export type LiveHandlers = { readonly [C in ChannelOfKind<'live'>]: LiveHandler<C> };

const documents = ['documents'] as const;

/** Live query → what it reads. */
export const liveHandlers: LiveHandlers = {
  'device.watch': { topics: [], read: readDevice },
  'recovery.options': { topics: [], read: readRecoveryOptions },
  'recovery.watch': { topics: ['recovery'], read: (host) => host.recovery },
  'person.find': { topics: documents, read: readPersons },
  'person.similar': { topics: documents, read: readSimilar },
  'person.watch': { topics: documents, read: readPerson },
  'case.list': { topics: documents, read: readCases },
  'case.counts': { topics: documents, read: readCaseCounts },
  'case.watch': { topics: documents, read: readCase },
  'ledger.watch': { topics: documents, read: readLedger },
  'contributions.reports': { topics: documents, read: readContributionReports },
  'decision.list': { topics: documents, read: readDecisions },
  'norms.editions': { topics: ['norms'], read: readEditions },
  'norms.watch': { topics: ['norms'], read: (host) => normsState(host).progress },
  'scan.list': { topics: documents, read: readScans },
  'case.workers': { topics: documents, read: readWorkers },
  'case.review': { topics: documents, read: readReview },
  'queue.list': { topics: documents, read: readQueue },
  'queue.views': { topics: documents, read: readQueueViews },
  'batch.preview': { topics: documents, read: readBatchPreview },
  'batch.list': { topics: documents, read: readBatches },
  'conflict.list': { topics: documents, read: readConflicts },
  'merge.list': { topics: documents, read: readMerges },
  'acting.list': { topics: documents, read: readActing },
  'staff.list': { topics: [], read: readStaff },
  'figures.read': { topics: documents, read: (host, { period }) => readOfficeFigures(host, period) },
  'projection.read': { topics: documents, read: readProjection },
  'sync.monitor': { topics: ['sync', 'documents'], read: readSyncMonitor },
  'aside.list': { topics: documents, read: readAside },
  'sync.watch': { topics: ['sync'], read: shownProgress },
  'stick.watch': { topics: ['sync'], read: (host) => host.stick ?? noStick },
  'office.watch': { topics: ['documents', 'sync'], read: readOfficeLaptops },
  'office.fallen': { topics: ['documents'], read: readFallen },
  'status.watch': { topics: ['documents', 'sync'], read: readStatus },
  ...mseLiveHandlers,
};
