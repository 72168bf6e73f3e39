import type { Session } from 'electron';
import { appOrigin } from './app-origin.ts';

/** Takes from the window's session all it never needs: permissions, devices, downloads, and every address but our own. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !/^(data|devtools|blob):/.test(details.url) && !details.url.startsWith(`${appOrigin}/`) }));
}
