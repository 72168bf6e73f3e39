import type { Case } from '../../shared/domain/case.ts';
import { isCaseBound } from '../../shared/domain/case-bound.ts';
import { joinAreas } from './join-areas.ts';
import { leaveAreas } from './leave-area.ts';
import { keyOf, type Workspace } from './workspace.ts';

/**
 * Decisions and scans of a case that went to another district: it gets them, to go on paying by and to look at. They stay in the district that made them, which answers for them; any other that the case
 * left loses them with it.
 */
export const followCase = (workspace: Workspace, id: string, step: NonNullable<Case['transferred']>, left: readonly string[]): void => {
  for (const found of [...workspace.documents.values()]) {
    if (!isCaseBound(found.collection) || found.body['caseId'] !== id) continue;
    const gone = left.filter((area) => found.areas.includes(area) && area !== found.body['district']);
    const document = gone.length > 0 ? leaveAreas(workspace, found, step, gone) : found;
    // A dispute about it goes, wherever it stays itself.
    workspace.departures.set(keyOf(document.collection, document.id), step);
    joinAreas(workspace, document, [step.to]);
  }
};
