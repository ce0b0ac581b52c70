/** The smallest pictures: one pixel each. */
export const TINY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** Its header alone: what is judged is the size it declares. */
export const jpegOf = (width: number, height: number): Buffer => {
  const head = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011080000000003012200021101031101', 'hex')
  head.writeUInt16BE(height, 25)
  head.writeUInt16BE(width, 27)
  return head
}

export const pngOf = (width: number, height: number): Buffer => {
  const png = Buffer.from(TINY_PNG)
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}
