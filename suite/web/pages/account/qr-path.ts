/** The modules of a QR code as one path of an SVG: a unit square each, runs of a row joined. Pure. */

/** Modules of quiet around the code that readers need. */
export const QUIET_MODULES = 4

export type Modules = { size: number; data: ArrayLike<number | boolean> }

/** `size` counts the quiet zone on both sides: the view box is `0 0 size size`. */
export const qrPath = ({ size, data }: Modules): { size: number; path: string } => {
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue
      const from = x
      while (x + 1 < size && data[y * size + x + 1]) x += 1
      path += `M${from + QUIET_MODULES} ${y + QUIET_MODULES}h${x - from + 1}v1h-${x - from + 1}z`
    }
  }
  return { size: size + 2 * QUIET_MODULES, path }
}
