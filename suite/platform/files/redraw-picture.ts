/** Draws an uploaded picture anew, so that nothing of the sender's bytes reaches whoever looks at it. */
import sharp from 'sharp'
import { failFile } from './failures.ts'
import type { Picture } from './picture.ts'

// The library reads many more kinds; every one of them is a parser that a stranger could reach.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
})
// Pictures are drawn once: what is kept between them would only be held.
sharp.cache(false)

/** A decoder of somebody's browser takes four bytes for each. */
export const MAX_PIXELS = 24_000_000
const QUALITY = 88

/**
 * The same picture in the same format, upright, without what stood beside it: place and camera, comments, profiles, a
 * preview, bytes behind its end, further pages. Throws `picture_broken` for what no decoder takes, and for half a
 * picture.
 */
export const redrawPicture = async (bytes: Buffer, type: Picture['type']): Promise<Buffer> => {
  const picture = sharp(bytes, { failOn: 'truncated', limitInputPixels: MAX_PIXELS, sequentialRead: true }).autoOrient()
  const drawn =
    type === 'image/png'
      ? picture.png()
      : type === 'image/jpeg'
        ? picture.jpeg({ quality: QUALITY })
        : picture.webp({ quality: QUALITY })
  return drawn.toBuffer().catch(cause => {
    throw failFile('picture_broken', { cause })
  })
}
