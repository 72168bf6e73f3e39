import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { nodeFlags } from './node-flags.mjs';
import { getNode, places } from './places.mjs';

/** Environment of every child: Node 24 first on the path, and no variable that turns Electron into Node. */
const environment = () => {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  return { ...rest, PATH: `${dirname(getNode())}${delimiter}${process.env.PATH ?? ''}` };
};

/**
 * Runs a program in the project's root with its output shown, and waits. Interrupts reach it first: the parent stays until the child has ended.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean, timeout?: number }} [options] `quiet` keeps its output, `timeout` in milliseconds
 * @returns {Promise<{ code: number, output: string }>} its exit status (1 when it could not start or was killed) and, when quiet, what it wrote
 */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: places.root,
      env: { ...environment(), ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...(options.timeout ? { timeout: options.timeout } : {}),
      // npm is a batch file there, which only a shell starts
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const wait = () => undefined;
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait);
    process.on('SIGTERM', pass);
    const end = (/** @type {number} */ code) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      done({ code, output });
    };
    child.on('error', (error) => {
      output += String(error);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/**
 * Runs one of the project's TypeScript programs under Node 24 and ends this process with its exit status.
 * @param {string} script path from the project's root
 * @param {readonly string[]} args
 */
export async function become(script, args) {
  const { code } = await run(getNode(), [...nodeFlags, script, ...args]);
  process.exit(code);
}
