import type { Case } from '../../shared/domain/case.ts';
import { versionAfter } from '../../shared/sync/merge-entry.ts';
import { movedItems, putItems } from '../store/stream-items.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

/**
 * A document that these districts have no more, since a case left them: first they get what was to be told of it, then the trace. The version rises with the same content, so that what they wrote before hearing of it can be
 * told from what is written after it came again.
 */
export const leaveAreas = ({ documents, items, departures, epoch }: Workspace, document: WorkingDocument, step: NonNullable<Case['transferred']>, gone: readonly string[]): WorkingDocument => {
  items.push(...putItems(document, gone.filter((area) => document.pending.has(area))));
  const after = {
    ...document, version: versionAfter(document.version, epoch), changed: true, areasChanged: true,
    areas: document.areas.filter((area) => !gone.includes(area)), pending: new Set([...document.pending].filter((area) => !gone.includes(area))),
  };
  const key = keyOf(document.collection, document.id);
  documents.set(key, after);
  items.push(...movedItems(after, step, gone));
  departures.set(key, step);
  return after;
};
