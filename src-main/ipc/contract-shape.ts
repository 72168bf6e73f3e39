import type { z } from 'zod';

/** What the shell needs to know of a contract: which channels there are, of which kind, and what they accept. `shared/ipc/contract.ts` is one. */
export type ContractShape = Readonly<Record<string, { readonly kind: 'query' | 'command' | 'live'; readonly input: z.ZodType }>>;
