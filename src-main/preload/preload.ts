import { contextBridge, ipcRenderer } from 'electron';
import type { AppError } from '../../shared/base/app-error.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Bridge, BridgePortMessage, LiveMessage } from '../../shared/ipc/bridge.ts';

const { port1: port, port2: theirs } = new MessageChannel();
const listeners = new Map<number, (message: LiveMessage) => void>();
let lastId = 0;

port.onmessage = ({ data }: MessageEvent<{ id: number } & LiveMessage>) => {
  const { id, ...message } = data;
  listeners.get(id)?.(message as LiveMessage);
};
ipcRenderer.postMessage('bridge.port', null, [theirs]);

/** What no process boundary carries (a function, a node of the page) is junk like any other. */
const uncarried: AppError = { type: 'InvalidInput', issues: [{ path: '', code: 'notCarried' }] };

const bridge: Bridge = {
  call: async (channel, input) => {
    try {
      return (await ipcRenderer.invoke('bridge.call', { channel, input })) as Result<unknown, AppError>;
    } catch {
      return { ok: false, error: uncarried };
    }
  },
  live: (channel, input, onMessage) => {
    const id = ++lastId;
    listeners.set(id, onMessage);
    try {
      port.postMessage({ id, subscribe: { channel, input } } satisfies BridgePortMessage);
    } catch {
      onMessage({ error: uncarried });
    }
    return () => {
      if (listeners.delete(id)) port.postMessage({ id, unsubscribe: true } satisfies BridgePortMessage);
    };
  },
  platform: process.platform as Bridge['platform'],
};

contextBridge.exposeInMainWorld('bridge', bridge);
