import type { CaseAction } from '../../../shared/domain/case-actions.ts';

type Key = { readonly code: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean };

/** The action that a key asks for, by the key's place (so in every layout), or undefined. Plain letters count only outside fields (`inField`). */
export const findActionOfKey = (key: Key, inField: boolean): CaseAction | undefined => {
  if (key.altKey || key.metaKey) return undefined;
  if (key.ctrlKey) return key.code === 'Enter' || key.code === 'NumpadEnter' ? 'handOver' : undefined;
  if (inField) return undefined;
  const plain: Readonly<Record<string, CaseAction>> = { KeyA: 'approve', KeyR: 'return', KeyT: 'transfer', KeyP: 'putAside', KeyW: 'reassign' };
  return plain[key.code];
};
