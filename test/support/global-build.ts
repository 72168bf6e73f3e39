import { ensureBuild } from '../../scripts/bootstrap/build-stamp.mjs';

/** What the windows of the journeys show is what the sources say: built anew where they changed. */
export const setup = ensureBuild;
