/** What the victim says after the save has returned; the parent keeps it. `text` is what must be found, `number` for drafts the newest note. */
export type Acknowledged =
  | { readonly kind: 'person'; readonly id: string; readonly text: string }
  | { readonly kind: 'draft'; readonly id: string; readonly number: number }
  | { readonly kind: 'step'; readonly id: string; readonly text: string }
  | { readonly kind: 'batch'; readonly id: string }
  | { readonly kind: 'paper'; readonly id: string; readonly text: string };
