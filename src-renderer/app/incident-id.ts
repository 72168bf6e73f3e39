/** A short number of a bug in the window, the same for the same place in the code (FNV-1a over name and stack): W-3F2A91C4. */
export const incidentIdOf = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name} ${error.stack ?? ''}` : String(error);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `W-${(hash >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
};
