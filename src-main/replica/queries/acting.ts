import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { ActingStatement } from '../../../shared/sync/acting/acting-statement.ts';
import type { ActingTerm } from '../../../shared/sync/acting/acting-term.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { listTerms } from '../session/acting.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listActing } from '../store/acting-orders.ts';
import { listOfficePeople } from './office-people.ts';

const stateOf = ({ from, to, ended }: ActingTerm, today: string) => (ended ? 'ended' : today < from ? 'coming' : to < today ? 'over' : 'inForce');

/** acting.list: the orders by which somebody is acting supervisor of this office, and who may be appointed: anybody who is no supervisor. */
export const readActing = (host: Host): OutputOf<'acting.list'> => {
  const { replica, session, certificate } = getOffice(host);
  const untold = new Set(listActing(replica.db).filter(({ told }) => !told).flatMap(({ bytes }) => findMessage(ActingStatement, findBase64urlBytes(bytes) ?? new Uint8Array())?.order ?? []));
  const today = host.clock.today();
  const rows = listTerms(replica.db).map((term) => {
    const { order, number, dated, staffName, from, to, by, byName, ended } = term;
    return { order, number, dated, staffName, from, to, byName: by === null ? '' : byName, state: stateOf(term, today), ended, told: !untold.has(order) } as const;
  });
  const people = listOfficePeople(replica.db, certificate.device).filter(({ roles }) => !roles.includes('supervisor')).map(({ id, name }) => ({ id, name }));
  return { rows, people, mayAppoint: !session.acting, refused: findDeviceSetting(replica.db, 'acting.refused') === true };
};
