/** The name under which the file of a scan is attached to its record. */
export const scanFile = 'file';
