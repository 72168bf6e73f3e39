import type { CompiledProgramme } from './load/rules.ts';

/** Ids of the programmes whose results a programme asks as facts. */
export const askedResults = ({ facts }: Pick<CompiledProgramme, 'facts'>): string[] => facts.flatMap(({ fill }) => (fill?.from === 'programme' ? [fill.path] : []));

/** Programmes in an order in which each comes after those whose results it asks; otherwise as they were. The loader lets no circle through. */
export const inOrder = <P extends Pick<CompiledProgramme, 'facts'> & { readonly source: { readonly id: string } }>(programmes: readonly P[]): P[] => {
  const done = new Set<P>();
  const visit = (one: P): void => {
    if (done.has(one)) return;
    for (const id of askedResults(one)) {
      const other = programmes.find(({ source }) => source.id === id);
      if (other && other !== one) visit(other);
    }
    done.add(one);
  };
  programmes.forEach(visit);
  return [...done];
};
