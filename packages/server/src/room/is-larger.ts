/** The size of a text on its way out, measured only where it could matter. */

/** True when the text has more than so many bytes. It has at most three a character, so most need not be measured. */
export const isLarger = (text: string, bytes: number): boolean =>
  text.length * 3 > bytes && Buffer.byteLength(text) > bytes
