/** What a file is by its first bytes, never by its name. */

export type FileKind = 'zip' | 'ole' | 'csv' | 'unknown'

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** Excel 97–2003, and also the locked box around an encrypted XLSX. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const OTHERS = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
]

export const fileKind = (bytes: Buffer): FileKind => {
  const begins = (magic: number[]) => magic.every((byte, at) => bytes[at] === byte)
  if (begins(ZIP)) return 'zip'
  if (begins(OLE)) return 'ole'
  if (OTHERS.some(begins)) return 'unknown'
  // Old programs save a web page or XML and call it .xls; it is text, and no CSV.
  const start = bytes
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  return /^[<{[]/.test(start) ? 'unknown' : 'csv'
}

/** An encrypted workbook is an OLE box with a stream of this name (UTF-16) in its directory. */
export const isEncryptedBox = (bytes: Buffer): boolean => bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
