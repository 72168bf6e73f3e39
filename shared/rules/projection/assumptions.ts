import { z } from 'zod';

const percent = (most: number) => z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, { error: 'number' }).refine((text) => !(Number(text) > most), { error: 'number' });

/** What is assumed of one programme: payments newly decided in a year, and how many of a hundred end in a year for another reason than death or the end of their term (a re-examination, a job). */
export const ProgrammeAssumption = z.object({ programme: z.string().max(80), newPerYear: z.int().min(0).max(100_000), endPercent: percent(100) });
export type ProgrammeAssumption = z.infer<typeof ProgrammeAssumption>;

/**
 * What a projection assumes; every figure is the user's to change and is said beside the result. Percent are decimal texts. `mortalityPercent`: how the mortality of recipients stands to
 * the table's (100: the same). `renewPercent`: of a hundred payments whose term ends, how many go on. `indexPercent`: by how much payments rise each year after the first (0: prices of today).
 */
export const Assumptions = z.object({ years: z.int().min(1).max(30), mortalityPercent: percent(500), renewPercent: percent(100), indexPercent: percent(100), programmes: z.array(ProgrammeAssumption).max(100) });
export type Assumptions = z.infer<typeof Assumptions>;
