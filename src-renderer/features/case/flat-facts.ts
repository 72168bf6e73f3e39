import type { CaseFacts } from '../../../shared/domain/case.ts';

/** Facts by one name each: those of the law as `law.<fact>`. So each is typed, saved, refused and mended by itself. */
export type FlatFacts = Readonly<Record<string, unknown>>;

const prefix = 'law.';

export const flatFacts = ({ law, ...own }: { readonly [F in keyof CaseFacts]?: CaseFacts[F] | undefined }): FlatFacts => ({
  ...own,
  ...Object.fromEntries(Object.entries(law ?? {}).map(([name, value]) => [`${prefix}${name}`, value])),
});

/** The facts as a case holds them. */
export const nestFacts = (flat: FlatFacts): Partial<CaseFacts> => {
  const own: Record<string, unknown> = {};
  const law: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    if (name.startsWith(prefix)) law[name.slice(prefix.length)] = value;
    else own[name] = value;
  }
  return (Object.keys(law).length > 0 ? { ...own, law } : own) as Partial<CaseFacts>;
};

/** The flat name that an issue's path (`facts.law.incomes.0.month`) speaks of. */
export const flatNameOf = (path: string): string => {
  const [, first = '', second = ''] = path.split('.');
  return first === 'law' || first === 'reasons' ? `${first}.${second}` : first;
};
