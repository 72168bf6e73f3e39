import { ipcMain, type BrowserWindow, type MessagePortMain } from 'electron';
import { z } from 'zod';
import type { AppError } from '../../shared/base/app-error.ts';
import { err } from '../../shared/base/result.ts';
import { BridgePortMessage, type LiveMessage } from '../../shared/ipc/bridge.ts';
import type { HostLink, Outcome } from '../host/host-link.ts';
import { askFolder } from './ask-folder.ts';
import type { ContractShape } from './contract-shape.ts';
import { finishInShell, type Printer } from './finish-in-shell.ts';
import { judgeCall } from './judge-call.ts';
import { isTrustedFrame } from './trusted-frame.ts';

export type Served = { readonly contract: ContractShape; readonly host: HostLink; readonly window: BrowserWindow; readonly makeIncident: (error: unknown) => AppError; readonly printer: Printer; /** Channels whose `folder` the shell puts in, each with the query that is asked before: a page names no path. */ readonly folderChannels?: ReadonlyMap<string, string>; readonly chooseFolder: () => Promise<string | undefined> };

/**
 * The one door from the window: trust, judge, relay, answer. Calls come over `bridge.call`, live queries over a port that the window hands in.
 * Nothing is thrown across: a bug becomes `Unexpected` with its incident. `channels` of live queries are no calls, and the other way round.
 */
export function serve({ contract, host, window, makeIncident, printer, folderChannels, chooseFolder }: Served): void {
  ipcMain.handle('bridge.call', async (event, request: unknown): Promise<Outcome> => {
    try {
      if (!isTrustedFrame(event.sender, event.senderFrame, window.webContents)) return err({ type: 'NotAllowed', action: 'bridge.call' });
      const judged = judgeCall(contract, request, ['query', 'command']);
      if (!judged.ok) return judged;
      const { channel, input, kind } = judged.value;
      const before = folderChannels?.get(channel);
      const folder = before === undefined ? undefined : await askFolder(host, before, chooseFolder);
      if (folder && !folder.ok) return folder;
      const outcome = await host.call({ channel, input: folder ? { ...(input as object), folder: folder.value } : input }, kind === 'query');
      return await finishInShell({ channel, input }, outcome, printer);
    } catch (error) {
      return err(makeIncident(error));
    }
  });
  ipcMain.on('bridge.port', (event) => {
    const [port] = event.ports;
    if (!port) return;
    if (isTrustedFrame(event.sender, event.senderFrame, window.webContents)) servePort(contract, host, port);
    else port.close();
  });
}

/** What of a message that is none is enough to answer it. */
const Subscribing = z.object({ id: z.int().nonnegative(), subscribe: z.unknown() });

/** Live queries of one page; they end with its port (a reload, a closed window). */
function servePort(contract: ContractShape, host: HostLink, port: MessagePortMain): void {
  const ends = new Map<number, () => void>();
  port.on('message', ({ data }) => {
    const message = BridgePortMessage.safeParse(data);
    if (!message.success) {
      // whoever waits for a live query with a junk channel is told so, as on a call
      const asked = Subscribing.safeParse(data);
      if (asked.success) port.postMessage({ id: asked.data.id, error: { type: 'InvalidInput', issues: [{ path: 'channel', code: 'invalid' }] } satisfies AppError });
      return;
    }
    const { id } = message.data;
    ends.get(id)?.();
    ends.delete(id);
    if (!('subscribe' in message.data)) return;
    const tell = (said: LiveMessage) => port.postMessage({ id, ...said });
    const judged = judgeCall(contract, message.data.subscribe, ['live']);
    if (!judged.ok) return tell({ error: judged.error });
    ends.set(id, host.subscribe({ channel: judged.value.channel, input: judged.value.input }, tell));
  });
  port.on('close', () => {
    for (const end of ends.values()) end();
    ends.clear();
  });
  port.start();
}
