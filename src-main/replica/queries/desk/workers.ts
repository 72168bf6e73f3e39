import type { StaffId } from '../../../../shared/base/ids.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { listOfficePeople } from '../office-people.ts';

/** The caseworkers of the office, on whichever of its laptops they work. */
export const listWorkers = (host: Host): { readonly id: StaffId; readonly name: string }[] => {
  const { replica, certificate } = getOffice(host);
  return listOfficePeople(replica.db, certificate.device).filter(({ roles }) => roles.includes('caseworker')).map(({ id, name }) => ({ id, name }));
};

/** case.workers: to whom a case can be given. */
export const readWorkers = (host: Host): OutputOf<'case.workers'> => ({ rows: listWorkers(host) });
