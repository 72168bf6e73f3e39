import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const tools = readdirSync(join(root, 'src-server/tools')).map((file) => file.replace('.ts', '')).filter((name) => name !== 'run-tool');

/** Exit status and what was written on standard error; nothing is connected to. */
const run = (...parameters: string[]): { status: number; said: string } => {
  const { DATABASE_URL: _, ...env } = process.env;
  try {
    execFileSync(process.execPath, [join(root, 'scripts/server.mjs'), ...parameters], { env, stdio: 'pipe' });
    return { status: 0, said: '' };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, said: String(stderr) };
  }
};

it.each(['appoint', 'move-device', 'revoke-device'])('npm run server -- %s is the tool of that name', (tool) => expect(run(tool, '--unknown')).toEqual({ status: 2, said: expect.stringContaining(`usage: ${tool}.ts`) as string }));

it('a word that is no tool is answered with those there are, and starts no server', () => {
  const { status, said } = run('revoke');
  expect(status).toBe(2);
  for (const tool of tools) expect(said).toContain(tool);
});

it('the README has every tool', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8').split('## For the operator of the centre')[1]!.split('\n## ')[0]!;
  for (const tool of tools) expect(readme).toMatch(new RegExp(`^\\|.*\`${tool}\\b`, 'm'));
});

it('npm run server -- --help names every tool with what it does', () => {
  const said = execFileSync(process.execPath, [join(root, 'scripts/server.mjs'), '--help'], { encoding: 'utf8' });
  for (const tool of tools) expect(said).toMatch(new RegExp(`^  ${tool} +\\w.{20,}$`, 'm'));
  expect(said).toContain('"database"');
});

it('npm run server -- TOOL --help says how the tool is used', () => {
  expect(execFileSync(process.execPath, [join(root, 'scripts/server.mjs'), 'counts', '--help'], { encoding: 'utf8', stdio: 'pipe' })).toBe('usage: counts.ts\n');
});
