import { Assumptions } from '../../../shared/rules/projection/assumptions.ts';

/** Assumptions as they are typed: a path to each field, its text. */
export type TypedAssumptions = Readonly<Record<string, string>>;

/** The fields of assumptions by path: `years`, `programmes.0.endPercent`. */
export const typedOf = ({ programmes, years, ...percents }: Assumptions): TypedAssumptions => ({
  years: String(years), ...percents,
  ...Object.fromEntries(programmes.flatMap(({ newPerYear, endPercent }, at) => [[`programmes.${at}.newPerYear`, String(newPerYear)], [`programmes.${at}.endPercent`, endPercent]])),
});

const whole = (text: string | undefined): number => (/^\d{1,6}$/.test(text?.trim() ?? '') ? Number(text) : Number.NaN);
const percent = (text: string | undefined): string => (text ?? '').trim().replace(',', '.');

/** The assumptions that were typed over `base`, or the paths of what cannot be read. */
export const readAssumptions = (base: Assumptions, typed: TypedAssumptions): { readonly assumptions: Assumptions | undefined; readonly faults: ReadonlySet<string> } => {
  const text = { ...typedOf(base), ...typed };
  const read = Assumptions.safeParse({
    years: whole(text['years']), mortalityPercent: percent(text['mortalityPercent']), renewPercent: percent(text['renewPercent']), indexPercent: percent(text['indexPercent']),
    programmes: base.programmes.map(({ programme }, at) => ({ programme, newPerYear: whole(text[`programmes.${at}.newPerYear`]), endPercent: percent(text[`programmes.${at}.endPercent`]) })),
  });
  return { assumptions: read.data, faults: new Set(read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))) };
};
