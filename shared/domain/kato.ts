import { z } from 'zod';
import { PlainDate } from '../base/plain-date.ts';

/** A code of the classifier of administrative-territorial objects (КАТО / ӘАОЖ): 9 digits AB–CD–EF–HIJ. Well-formed, not necessarily known. */
export const KatoCode = z.string().regex(/^[0-9]{9}$/, { error: 'kato' }).brand<'KatoCode'>();
export type KatoCode = z.infer<typeof KatoCode>;

/**
 * A region (level 1) or a district or city (level 2). Codes are reused, so a code names an area only between the days `from` and
 * `to`, both included; `to` is null while it lasts.
 */
export const Area = z.object({
  kato: KatoCode,
  level: z.literal([1, 2]),
  parent: KatoCode.nullable(),
  nameKk: z.string().min(1),
  nameRu: z.string().min(1),
  nameEn: z.string().min(1),
  from: PlainDate,
  to: PlainDate.nullable(),
});
export type Area = z.infer<typeof Area>;

const header = ['level', 'kato', 'parent', 'name_kk', 'name_ru', 'name_en', 'iso', 'from', 'to'].join('\t');

const parseRow = (line: string): Area => {
  const [level, kato, parent, nameKk, nameRu, nameEn, , from, to] = line.split('\t');
  return Area.parse({ level: Number(level), kato, parent: parent || null, nameKk, nameRu, nameEn, from, to: to || null });
};

/**
 * Reads `resources/reference/kato-2024.tsv`, in the order of the file (by level, then code). The table ships with the program, so a fault
 * in it is a bug and thrown: a wrong heading, a bad row, a district whose region is missing.
 */
export const parseKatoTable = (text: string): Area[] => {
  const [first, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');
  if (first !== header) throw new Error(`КАТО table: unexpected heading ${JSON.stringify(first)}`);
  const areas = lines.map(parseRow);
  const regions = new Set<string>(areas.filter((area) => area.level === 1).map((area) => area.kato));
  const lost = areas.find((area) => (area.level === 1 ? area.parent !== null : area.parent === null || !regions.has(area.parent)));
  if (lost) throw new Error(`КАТО table: ${lost.kato} has no region above it`);
  return areas;
};

/** What `kato` names on `day`, or, without a day, what it names now. */
export const findArea = (areas: readonly Area[], kato: string, day?: PlainDate): Area | undefined =>
  areas.find((area) => area.kato === kato && (day === undefined ? area.to === null : area.from <= day && (area.to === null || day <= area.to)));

/** From the region down to `kato` itself; empty where the code names nothing (now, or on `day`). */
export const areaPath = (areas: readonly Area[], kato: string, day?: PlainDate): Area[] => {
  const area = findArea(areas, kato, day);
  if (!area) return [];
  return area.parent === null ? [area] : [...areaPath(areas, area.parent, day), area];
};
