import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * Keys only: the bar is never shown, so it has no words to translate. Zoom and editing for everyone; reload and the inspector
 * while developing, where there is nothing to lose by them.
 */
export function setMenu(isPackaged: boolean): void {
  const always: MenuItemConstructorOptions[] = [
    { role: 'zoomIn' },
    { role: 'zoomIn', accelerator: 'CommandOrControl+=' },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { role: 'togglefullscreen' },
    { role: 'undo' },
    { role: 'redo' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    { role: 'quit' },
  ];
  const developing: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }];
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Tirek', submenu: isPackaged ? always : [...always, ...developing] }]));
}
