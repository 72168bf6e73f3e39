import { createContext, useContext } from 'react';
import type { SessionInfo } from '../../shared/ipc/device-state.ts';

/** Who is at the laptop, and whether it is a training laptop. What is shown follows the roles; what is allowed is judged by the replica host. */
export type Desk = { readonly session: SessionInfo; readonly training: boolean };

export const DeskContext = createContext<Desk | null>(null);

/** The desk of an unlocked laptop. Throws outside the shell. */
export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk: nobody has unlocked');
  return desk;
};
