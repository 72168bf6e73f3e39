/** The connection broke after it had been made: there is a line, but it did not hold. */
export class LineCut extends Error {
  constructor(options?: ErrorOptions) {
    super('the line was cut', options);
  }
}
