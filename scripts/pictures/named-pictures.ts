/** The files of docs/pictures that a text in Markdown shows, each once. */
export const namedPictures = (markdown: string): string[] => [...new Set([...markdown.matchAll(/\(docs\/pictures\/([^)]+\.png)\)/g)].map(([, name]) => name!))];
