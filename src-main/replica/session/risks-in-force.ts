import type { Risk as RuleRisk } from '../../../shared/rules/schema/risk.ts';
import { findPutInForce } from './editions.ts';
import type { Host } from './host-parts.ts';
import type { Risk } from './risk.ts';

/** A risk of the rules as lists name it. */
export const namedRisk = ({ id, title, from }: RuleRisk): Risk => ({ id, nameKk: title.kk, nameRu: title.ru, nameEn: title.en, from });

/** The risks of the law in force here. The program's own are read without loading the whole law: the worklist is there before anybody asks what the law gives. */
export const risksInForce = (host: Host): readonly Risk[] => (findPutInForce(host) ? host.rules().risks.map(namedRisk) : host.risks);
