import { useToasts } from './toast-store.ts';

/** Takes away what was said in passing: it was said to whoever was at the laptop, and its way back is theirs alone. */
export const clearToasts = (): void => useToasts.setState({ shown: [] });
