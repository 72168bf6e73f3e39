type Leading = { readonly mergedInto?: unknown } | undefined;

/** True where whoever follows merged records from `from` on comes to `id`. `find` gives a record; a ring that `id` is not part of leads nowhere. Pure. */
export const leadsBack = (find: (id: string) => Leading, from: unknown, id: string): boolean => {
  const passed = new Set<string>();
  for (let next = from; typeof next === 'string' && !passed.has(next); next = find(next)?.mergedInto) {
    if (next === id) return true;
    passed.add(next);
  }
  return false;
};
