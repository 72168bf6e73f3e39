import { laterStreams, type LaterStream } from '../domain/collection.ts';

/** True where a device of `area` with `classes` and `staff` (ids) may read the stream of this name (a later stream besides only where it says that it takes it). An expert's stream is for where that expert works. */
export const coversStream = ({ area, classes, staff }: { readonly area: string; readonly classes: readonly string[]; readonly staff: readonly string[] }, stream: string): boolean => {
  const [of, kind, expert] = stream.split('/');
  return of === area && kind !== undefined && (kind !== 'expert' || staff.includes(expert ?? '')) && (classes.includes(kind) || (Object.hasOwn(laterStreams, kind) && classes.includes(laterStreams[kind as LaterStream])));
};
