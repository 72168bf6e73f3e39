import { appOrigin } from '../window/app-origin.ts';

type Frame = { readonly url: string; readonly parent: unknown } | null;

/** Whether a message came from the main frame of `ours` while it shows our own page. A sub-frame, a foreign page or a frame already gone is not trusted. */
export function isTrustedFrame(sender: unknown, frame: Frame, ours: unknown): boolean {
  return sender === ours && frame !== null && frame.parent === null && frame.url.startsWith(`${appOrigin}/`);
}
