import { app, dialog, type BrowserWindow } from 'electron';

/** Asks the person for a folder; undefined where they choose none. A test names it beforehand by TIREK_STICK; a package does not listen to that. */
export const chooseFolder = async (window: BrowserWindow): Promise<string | undefined> => {
  const named = process.env.TIREK_STICK;
  if (named !== undefined && !app.isPackaged) return named;
  const chosen = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
  return chosen.canceled ? undefined : chosen.filePaths[0];
};
