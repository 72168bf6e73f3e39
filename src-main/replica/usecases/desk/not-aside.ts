import type { Case } from '../../../../shared/domain/case.ts';

/** What a decision changes of a case that was put aside: it waits no more. Nothing of any other, so that its entry says nothing of it. */
export const notAside = ({ aside }: Pick<Case, 'aside'>): Pick<Case, 'aside'> => (aside ? { aside: null } : {});
