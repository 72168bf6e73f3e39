import type { Desk } from './desk.ts';

/** From the next load of the window on, everything that its live queries bring comes so many milliseconds later, as on a laptop that is busy. */
export const bringLate = (desk: Desk, milliseconds: number): Promise<unknown> =>
  desk.app.evaluate(({ ipcMain }, by) => {
    type Serve = { (event: Electron.IpcMainEvent): void; readonly behind?: Serve };
    const [serve] = ipcMain.listeners('bridge.port') as unknown as [Serve];
    const own = serve.behind ?? serve;
    const late = (event: Electron.IpcMainEvent) => {
      const port = event.ports[0]!;
      const post = port.postMessage.bind(port);
      Object.assign(port, { postMessage: (message: unknown) => void setTimeout(() => post(message), by) });
      own(event);
    };
    ipcMain.removeAllListeners('bridge.port').on('bridge.port', Object.assign(late, { behind: own }));
  }, milliseconds);
