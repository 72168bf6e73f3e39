/** The scheme and origin of the window's own page; nothing else is ever loaded. */
export const appScheme = 'app';
export const appOrigin = 'app://tirek';
