import { spawn } from 'node:child_process';

/** Whether windows can be shown here as it is. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Starts a virtual screen (Xvfb, which picks a free number itself) and names it in DISPLAY of this process.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startVirtualDisplay() {
  return new Promise((done, fail) => {
    const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    screen.on('error', () => fail(new Error('Xvfb could not be started (Debian package xvfb)')));
    screen.once('exit', (code) => fail(new Error(`Xvfb ended at once, status ${code}`)));
    let said = '';
    screen.stdout.on('data', (chunk) => {
      said += chunk;
      if (!said.includes('\n')) return;
      const display = `:${said.trim()}`;
      process.env.DISPLAY = display;
      screen.unref();
      /** @type {import('node:net').Socket} */ (screen.stdout).unref();
      done({ display, stop: () => void screen.kill() });
    });
  });
}
