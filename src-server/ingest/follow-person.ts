import type { Case } from '../../shared/domain/case.ts';
import { joinAreas } from './join-areas.ts';
import { leaveAreas } from './leave-area.ts';
import { keyOf, type Workspace } from './workspace.ts';

/** The districts that have a case of the person now. */
export const caseAreasOf = ({ documents, about }: Pick<Workspace, 'documents' | 'about'>, person: string): string[] => {
  const here = [...documents.values()].filter(({ collection, body }) => collection === 'cases' && body['personId'] === person).flatMap(({ areas }) => areas);
  const there = about.filter((one) => one.person === person && one.collection === 'cases' && !documents.has(keyOf(one.collection, one.id))).map(({ area }) => area);
  return [...new Set([...here, ...there])];
};

/**
 * What signed acts say to those who pay goes where a case of the person goes: a district that has one gets the extracts, whoever made them. `step`: by which a case left; a district that has none of the person any more loses
 * with it what another district's commission said, and keeps what its own did.
 */
export const followPerson = (workspace: Workspace, person: string, step?: NonNullable<Case['transferred']>): void => {
  const keys = workspace.extractsOf.get(person) ?? [];
  const areas = [...keys].length === 0 ? [] : caseAreasOf(workspace, person);
  for (const key of keys) {
    const found = workspace.documents.get(key)!;
    const gone = step ? found.areas.filter((area) => area !== found.body['district'] && !areas.includes(area)) : [];
    joinAreas(workspace, step && gone.length > 0 ? leaveAreas(workspace, found, step, gone) : found, areas);
  }
};
