import { utf8 } from '../../shared/base/bytes.ts';
import { hashedId } from '../ingest/task-id.ts';

/** The id of whoever is known in a district by a login, made from those two alone: a person whom a restore of the centre has lost, and whose laptop says them again, is who they were, and what they wrote is theirs. */
export const staffIdOf = (sha256: (bytes: Uint8Array) => Uint8Array, area: string, login: string): string => hashedId(sha256, 'tirek/staff-id/1', utf8(`${area}/${login}`));
