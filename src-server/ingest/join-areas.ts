import { versionAfter } from '../../shared/sync/merge-entry.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

/** A document that these districts get from now on. One that has had it before is told by the version that it has it again. */
export const joinAreas = ({ documents, epoch }: Workspace, document: WorkingDocument, joining: readonly string[]): void => {
  const areas = [...new Set(joining)].filter((area) => !document.areas.includes(area));
  if (areas.length === 0) return;
  const version = document.changed ? document.version : versionAfter(document.version, epoch);
  documents.set(keyOf(document.collection, document.id), { ...document, version, changed: true, areas: [...document.areas, ...areas], areasChanged: true, pending: new Set([...document.pending, ...areas]) });
};
