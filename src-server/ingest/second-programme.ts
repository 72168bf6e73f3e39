import type { Programme } from '../../shared/domain/mse/programme.ts';
import type { Workspace } from './workspace.ts';

/** True where the act of this programme has another: one laptop of the commission has opened it before the other had heard of it. */
export const isSecondProgramme = ({ documents }: Pick<Workspace, 'documents'>, { id, act }: Programme): boolean =>
  [...documents.values()].some((found) => found.collection === 'programmes' && found.id !== id && found.body['act'] === act);
