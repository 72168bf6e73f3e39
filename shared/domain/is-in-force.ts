import type { Decision } from './decision.ts';

/** True where something is paid, or refused, by this decision now: neither withdrawn nor replaced. Of a case the centre takes one such at a time. */
export const isInForce = ({ withdrawn, replacedBy }: Pick<Decision, 'withdrawn' | 'replacedBy'>): boolean => withdrawn === null && replacedBy === null;
