import { spawn } from 'node:child_process';
import { getElectron } from '../bootstrap/find-electron.mjs';
import { places } from '../bootstrap/places.mjs';
import { driveElectron } from '../testing/drive-electron.ts';

export type OpenWindow = { readonly closed: Promise<void>; readonly close: () => void };

const tooEarly = 'The window closed before it was ready. Is it open already for this laptop?';

const launch = (profile: string) => {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env as Record<string, string>;
  // Chromium refuses its sandbox to root
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { args, env: { ...inherited, TIREK_PROFILE: profile, TIREK_NODE: places.node24 } };
};

/** Opens the desktop on the real screen; resolves when its page is there. */
export function openWindow(profile: string): Promise<OpenWindow> {
  const { args, env } = launch(profile);
  return new Promise((done, fail) => {
    const child = spawn(getElectron().executable, [...args, places.root], { env, stdio: ['ignore', 'inherit', 'pipe'] });
    const closed = new Promise<void>((end) => child.once('exit', () => end()));
    child.once('error', fail);
    child.once('exit', () => fail(new Error(tooEarly)));
    child.stderr.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      if (chunk.includes('"shell.ready"')) done({ closed, close: () => void child.kill() });
    });
  });
}

/** Opens the desktop on a virtual screen and takes a picture of it once it shows something. */
export async function openWindowForPicture(profile: string, picture: string): Promise<OpenWindow> {
  const app = await driveElectron({ app: { folder: places.root }, env: launch(profile).env }).catch(() => {
    throw new Error(tooEarly);
  });
  app.process().stderr?.on('data', (chunk: Buffer) => {
    // the shell's own words, without the driver's
    for (const line of chunk.toString().split('\n')) if (line.startsWith('{')) console.error(line);
  });
  const closed = new Promise<void>((end) => app.once('close', () => end()));
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('#root button');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: picture });
  } catch (error) {
    app.process().kill();
    throw error;
  }
  return { closed, close: () => void app.close() };
}
