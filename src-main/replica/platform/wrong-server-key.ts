/** Somebody answered at the centre's address with another TLS key than the one that the address names; nothing was said to them. */
export class WrongServerKey extends Error {
  constructor() {
    super('another key than the pinned one');
  }
}
