/** True where nobody on the way can read or change what is said: by TLS, or on this very machine. Text that is no address is judged elsewhere. */
export const isSecureCentre = (url: string): boolean => !/^http:/i.test(url) || /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/i.test(url);
