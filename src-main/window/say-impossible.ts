import { app, dialog } from 'electron';

/** What the window would say in its languages, one below the other: which one the person reads is not known yet. `read` gives the words of a language (`shell.json`). */
export const impossibleWords = (read: (language: string) => string): { readonly title: string; readonly text: string } => {
  const words = ['kk', 'ru', 'en'].map((language) => (JSON.parse(read(language)) as { impossible: { title: string; text: string } }).impossible);
  return { title: words[0]?.title ?? '', text: words.map(({ title, text }) => `${title}\n${text}`).join('\n\n') };
};

/** Says that the program cannot work on this computer, and ends when that is read: an exit without words looks like a click that missed. */
export const sayImpossible = async (read: (language: string) => string): Promise<void> => {
  await app.whenReady();
  const { title, text } = impossibleWords(read);
  dialog.showErrorBox(title, text);
  app.exit(1);
};
