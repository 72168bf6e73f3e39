import type { SessionInfo } from '../../shared/ipc/device-state.ts';
import { resumeDrafts } from '../features/case/draft-store.ts';
import { useAssessmentDrafts } from '../features/commission/assessment-draft.ts';
import { emptyReferral, useTypedReferral } from '../features/commission/typed-referral.ts';
import { emptySearch, useSearchStore } from '../features/person-search/search-store.ts';
import { emptyRegister, useRegisterStore } from '../features/register/register-store.ts';
import { firstRoom } from './rooms.ts';
import { startAt } from './routes.ts';

let before = '';

/**
 * Somebody has unlocked. The same person as before finds everything as they left it (a lock, or a restart of the replica host, loses nothing);
 * another one starts afresh and sees nothing of what the first was typing.
 */
export const beginDesk = (session: SessionInfo): void => {
  resumeDrafts(session.staff);
  if (before === session.staff) return;
  before = session.staff;
  useSearchStore.setState(emptySearch, true);
  useRegisterStore.setState(emptyRegister, true);
  useTypedReferral.setState(emptyReferral, true);
  useAssessmentDrafts.setState({}, true);
  startAt(firstRoom(session.roles));
};
