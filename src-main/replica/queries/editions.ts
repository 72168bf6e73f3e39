import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { listSigned } from '../session/editions.ts';
import { getOffice, type Host } from '../session/host-parts.ts';

/** norms.editions: the program's own edition and those that the centre signed, newest first; which is in force, and who put it there. */
export const readEditions = (host: Host): OutputOf<'norms.editions'> => {
  const { db } = getOffice(host).replica;
  const { issued } = host.shipped;
  const own = host.shipped.rules();
  const inForce = host.rules().edition;
  const put = findDeviceSetting(db, 'edition.inForce') ?? [];
  const newest = put.at(-1)?.issued ?? '';
  const signed = listSigned(db).filter(({ edition }) => edition !== own.edition);
  const rows = [...signed, { edition: own.edition, name: host.shipped.name, issued }].sort((a, b) => (a.issued < b.issued ? 1 : -1));
  return {
    rows: rows.map((row) => ({
      ...row, own: row.edition === own.edition, inForce: row.edition === inForce, newer: row.edition !== own.edition && row.issued > issued && row.issued > newest,
      putBy: put.findLast(({ edition }) => edition === row.edition) ?? null,
    })),
  };
};
