import type { PlainDate } from '../../shared/base/plain-date.ts';
import { makeTrainingIin, type Sex } from '../../shared/domain/iin.ts';
import type { Random } from './random.ts';

/**
 * Training IINs of one district, each given once. The 10,000 serials of a day and sex are shared out among all districts of the
 * КАТО table, so two districts never meet, whatever their seeds; two runs of one district may.
 * @param place the district's place among `districts` districts
 */
export const createTrainingNumbers = (place: number, districts: number, random: Random): ((birthDate: PlainDate, sex: Sex) => string | undefined) => {
  const size = Math.floor(10_000 / districts);
  const used = new Map<string, { start: number; count: number }>();
  return (birthDate, sex) => {
    const key = birthDate.slice(2) + sex;
    let slot = used.get(key);
    if (!slot) used.set(key, (slot = { start: random.below(size), count: 0 }));
    while (slot.count < size) {
      const iin = makeTrainingIin(birthDate, sex, place * size + ((slot.start + slot.count) % size));
      slot.count += 1;
      if (iin !== undefined) return iin;
    }
    return undefined;
  };
};
