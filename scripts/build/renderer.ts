import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Builds the window's page: only files of our own origin, nothing inlined, so that the strict Content-Security-Policy holds. */
export async function buildRenderer(root: string, outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: '/',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      // Chromium of the oldest Electron it runs on (33)
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  });
}
