import { laterStreams, type LaterStream } from '../domain/collection.ts';

/** True where a device of `area` with `classes` may read the stream of this name (a later stream besides only where it says that it takes it). */
export const coversStream = ({ area, classes }: { readonly area: string; readonly classes: readonly string[] }, stream: string): boolean => {
  const [of, kind] = stream.split('/');
  return of === area && kind !== undefined && (classes.includes(kind) || (Object.hasOwn(laterStreams, kind) && classes.includes(laterStreams[kind as LaterStream])));
};
