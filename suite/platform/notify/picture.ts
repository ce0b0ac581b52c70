/** Whether bytes are a PNG or a JPEG, and how large: read from their own header, nothing is decoded. */

export type Picture = { type: 'image/png' | 'image/jpeg'; width: number; height: number }

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Null for anything else, also for a beginning that only looks like one. */
export const pictureOf = (bytes: Buffer): Picture | null => {
  if (bytes.length >= 33 && bytes.subarray(0, 8).equals(PNG) && bytes.toString('latin1', 12, 16) === 'IHDR')
    return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
  if (bytes.length >= 4 && bytes[0] === 0xff && bytes[1] === 0xd8) return jpegOf(bytes)
  return null
}

const sized = (type: Picture['type'], width: number, height: number): Picture | null =>
  width > 0 && height > 0 ? { type, width, height } : null

/** Walks the segments to the start of the frame; C4, C8 and CC are no frames although they stand among them. */
const jpegOf = (bytes: Buffer): Picture | null => {
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return sized('image/jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) return null
    at += 2 + length
  }
  return null
}
