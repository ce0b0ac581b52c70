/** The part of fontkit 2 the PDFs use; the package ships no types. */
declare module 'fontkit' {
  export type Font = { postscriptName: string; characterSet: number[]; glyphForCodePoint(codePoint: number): unknown }
  export const create: (bytes: Uint8Array) => Font
}
