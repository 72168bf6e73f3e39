import type { Sources } from '../../../shared/rules/schema/sources.ts';
import { findEdition } from '../session/editions.ts';
import type { Host } from '../session/host-parts.ts';

/** Words of an edition's citations, with those of the law in force for what it does not say itself. */
export const sourcesOf = (host: Host, edition: string): Sources => ({ ...host.rules().sources, ...findEdition(host, edition)?.sources });
