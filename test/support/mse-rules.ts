import { join } from 'node:path';
import { readMseRules } from '../../src-main/replica/platform/mse-data.ts';

/** The shipped rules, as the product reads them. */
export const mseRules = readMseRules(join(import.meta.dirname, '../../resources/rules'));
