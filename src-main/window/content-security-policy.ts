const directives = (nonce: string) => ({
  'default-src': "'none'",
  'script-src': "'self'",
  // Mantine writes its style sheet at run time: allowed by a nonce that is new with each load
  'style-src': `'self' 'nonce-${nonce}'`,
  'font-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
});

/** The page's Content-Security-Policy: own scripts, own styles, nothing from anywhere else, no connection at all. */
export const contentSecurityPolicy = (nonce: string): string => Object.entries(directives(nonce)).map(([name, value]) => `${name} ${value}`).join('; ');
