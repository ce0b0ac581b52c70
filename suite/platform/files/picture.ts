/** Whether bytes are a PNG, a JPEG or a WebP, and how large: read from their own header, nothing is decoded. */

export type Picture = { type: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Null for anything else, also for a beginning that only looks like one. The first 64 KiB are enough, as a rule. */
export const pictureOf = (bytes: Buffer): Picture | null => {
  if (bytes.length >= 33 && bytes.subarray(0, 8).equals(PNG) && bytes.toString('latin1', 12, 16) === 'IHDR')
    return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
  if (bytes.length >= 4 && bytes[0] === 0xff && bytes[1] === 0xd8) return jpegOf(bytes)
  const riff = bytes.length >= 30 && bytes.toString('latin1', 0, 4) === 'RIFF'
  return riff && bytes.toString('latin1', 8, 12) === 'WEBP' ? webpOf(bytes) : null
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

/** Three kinds (RFC 9649): extended has its canvas in 24 bits less one, lossless 14 bits less one, lossy 14 bits. */
const webpOf = (bytes: Buffer): Picture | null => {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return sized('image/webp', bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return null
      const bits = bytes.readUInt32LE(21)
      return sized('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8 ':
      return bytes.readUIntBE(23, 3) === 0x9d012a
        ? sized('image/webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
        : null
    default:
      return null
  }
}
