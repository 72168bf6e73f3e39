import { noFacts, type Case } from '../../../shared/domain/case.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import type { StreamItem } from '../../../shared/sync/frame.ts';

type Moved = Extract<StreamItem, { k: 'moved' }>;

/** What the first office keeps of a case that left it: number, person, steps and where it went, without the facts. */
export const movedTrace = (found: Case, moved: Moved, from: KatoCode): Case => ({
  ...found,
  status: 'transferredAway',
  district: moved.to,
  facts: noFacts,
  transferred: { by: moved.by, byName: moved.byName, at: moved.at, from, to: moved.to, reason: found.transferred?.to === moved.to ? found.transferred.reason : '' },
});
