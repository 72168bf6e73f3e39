import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Frees what making the centre and its people left in this process: a laptop would not have it, and cleaning it up is no part of a load. */
export const cleanHeap = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};
