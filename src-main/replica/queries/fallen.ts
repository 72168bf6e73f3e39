import type { CollectionName } from '../../../shared/domain/collection.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { labelOf } from './aside.ts';

/** Fields that name a person by id: a person knows them by their name. */
const ofPersons = ['personId', 'mergedInto'];

/** office.fallen: what fell away with laptops that are no longer of this office, until somebody has seen it, newest first. */
export const readFallen = (host: Host): OutputOf<'office.fallen'> => ({
  rows: (findDeviceSetting(getOffice(host).replica.db, 'office.fallen') ?? []).map((row) => ({
    ...row, label: labelOf(host, row.collection as CollectionName, row.document),
    values: row.values.flatMap(({ field, value }) => {
      if (!ofPersons.includes(field)) return { field, value };
      const name = labelOf(host, 'persons', value);
      return name === '' ? [] : { field, value: name };
    }),
  })).reverse(),
});
