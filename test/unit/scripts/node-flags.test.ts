import { expect, test } from 'vitest';
import { nodeFlags } from '../../../scripts/bootstrap/node-flags.mjs';

test('a process of tests runs with them: without, one that starts threads dies now and then', () => expect(process.execArgv).toEqual(expect.arrayContaining(nodeFlags)));
