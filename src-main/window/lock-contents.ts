import type { WebContents } from 'electron';
import { appOrigin } from './app-origin.ts';

/** No navigation away from our page, no new windows, no web views; a reload of our own page stays possible. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const refuse = (event: { readonly url: string; readonly preventDefault: () => void }) => {
    if (!event.url.startsWith(`${appOrigin}/`)) event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
