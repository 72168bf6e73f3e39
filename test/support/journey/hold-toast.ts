import type { Locator } from 'playwright-core';

/** Keeps a toast as a hand over it would, so that it does not go by itself while a journey reads it, however long that takes: it goes when it is clicked away or what it stands over goes. */
export const holdToast = (toast: Locator): Promise<void> => toast.dispatchEvent('mouseover');
