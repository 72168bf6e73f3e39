import { expect, test } from 'vitest';
import { parseDemoArguments } from '../../../scripts/demo/arguments.ts';

test('the first laptop of the first office unless told', () => expect(parseDemoArguments([])).toEqual({ office: 1, laptop: 1, reset: false, once: false }));
test('takes what is told', () => expect(parseDemoArguments(['--office', '2', '--laptop=2', '--reset', '--once'])).toEqual({ office: 2, laptop: 2, reset: true, once: true }));
test.each([[['--office', '3']], [['--laptop', 'x']], [['--offce', '1']], [['extra']]])('refuses %j', (args) => expect(() => parseDemoArguments(args)).toThrow());
