import { isCaseBound } from '../../shared/domain/case-bound.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

/** The case that a decision or a scan is made of; undefined for any other document. */
const caseOf = ({ documents }: Pick<Workspace, 'documents'>, { collection, body }: WorkingDocument): WorkingDocument | undefined => (isCaseBound(collection) ? documents.get(keyOf('cases', String(body['caseId']))) : undefined);

/** True where the district may change the document: what is made of a case is changed by who has the case now. Who made it and gave the case away would end what another pays by, with nothing in its place. */
export const holdsCaseOf = (workspace: Pick<Workspace, 'documents'>, document: WorkingDocument, area: string): boolean => !isCaseBound(document.collection) || caseOf(workspace, document)?.areas.includes(area) === true;

/** The districts in which a dispute about the document is somebody's to decide: those that hold it, without one that keeps what it made of a case which it gave away. */
export const disputeAreas = (workspace: Pick<Workspace, 'documents'>, subject: WorkingDocument): readonly string[] => {
  const found = caseOf(workspace, subject);
  return found ? subject.areas.filter((area) => found.areas.includes(area)) : subject.areas;
};
