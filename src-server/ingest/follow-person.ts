import type { Case } from '../../shared/domain/case.ts';
import { joinAreas } from './join-areas.ts';
import { leaveAreas } from './leave-area.ts';
import { sameRecords } from './same-records.ts';
import { keyOf, type Workspace } from './workspace.ts';

/** The districts that have a case of one of these records now. */
const caseAreas = ({ documents, about }: Workspace, ids: ReadonlySet<string>): string[] => {
  const here = [...documents.values()].filter(({ collection, body }) => collection === 'cases' && ids.has(String(body['personId']))).flatMap(({ areas }) => areas);
  const there = about.filter((one) => ids.has(one.person) && one.collection === 'cases' && !documents.has(keyOf(one.collection, one.id))).map(({ area }) => area);
  return [...new Set([...here, ...there])];
};

/** The districts that have a case of the person now, by whichever record of theirs. */
export const caseAreasOf = (workspace: Workspace, person: string): string[] => caseAreas(workspace, sameRecords(workspace, person));

/**
 * What signed acts say to those who pay goes where a case of the person goes, by whichever of their records: a district that has one gets the extracts, whoever made them. `step`: by which a case left, or two records parted; a district that has none
 * of the person any more loses with it what another district's commission said, and keeps what its own did.
 */
export const followPerson = (workspace: Workspace, person: string, step?: NonNullable<Case['transferred']>): void => {
  if (workspace.extractsOf.size === 0) return;
  const ids = sameRecords(workspace, person);
  const keys = [...ids].flatMap((id) => [...(workspace.extractsOf.get(id) ?? [])]);
  const areas = keys.length === 0 ? [] : caseAreas(workspace, ids);
  for (const key of keys) {
    const found = workspace.documents.get(key)!;
    const gone = step ? found.areas.filter((area) => area !== found.body['district'] && !areas.includes(area)) : [];
    joinAreas(workspace, step && gone.length > 0 ? leaveAreas(workspace, found, step, gone) : found, areas);
  }
};
