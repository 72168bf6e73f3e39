import { parseArgs } from 'node:util';

export type DemoArguments = { readonly office: 1 | 2; readonly laptop: 1 | 2; readonly reset: boolean; readonly once: boolean };

const oneOrTwo = (name: string, text: string): 1 | 2 => {
  if (text !== '1' && text !== '2') throw new Error(`--${name} is 1 or 2`);
  return text === '1' ? 1 : 2;
};

/** Arguments of `npm start`. `--once` closes the window again as soon as it is ready. Throws with plain words on anything else. */
export function parseDemoArguments(args: readonly string[]): DemoArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { office: { type: 'string', default: '1' }, laptop: { type: 'string', default: '1' }, reset: { type: 'boolean', default: false }, once: { type: 'boolean', default: false } },
  });
  return { office: oneOrTwo('office', values.office), laptop: oneOrTwo('laptop', values.laptop), reset: values.reset, once: values.once };
}
