/** A picture in memory: three bytes (red, green, blue) a point, row by row. */
export type Picture = { readonly width: number; readonly height: number; readonly points: Uint8Array };
