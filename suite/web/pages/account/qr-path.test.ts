/** Reads the drawn path back into modules: what a phone's camera would see is what was encoded. */
import QRCode from 'qrcode'
import { expect, test } from 'vitest'
import { QUIET_MODULES, qrPath } from './qr-path.ts'

const URI =
  'otpauth://totp/Nab%C4%B1z:ece%40sarikalem.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Nab%C4%B1z'

test('[UX16] the picture of a QR code holds every module, inside its quiet zone', () => {
  const { modules } = QRCode.create(URI, { errorCorrectionLevel: 'M' })
  const { size, path } = qrPath(modules)
  expect(size).toBe(modules.size + 2 * QUIET_MODULES)
  const seen = new Set<string>()
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)]
  // Nothing else is drawn.
  expect(runs.map(([text]) => text).join('')).toBe(path)
  for (const [, x, y, width, back] of runs) {
    expect(back).toBe(width)
    for (let step = 0; step < Number(width); step += 1) seen.add(`${Number(x) + step} ${y}`)
  }
  const wanted = Array.from({ length: modules.size ** 2 }, (_, index) => index)
    .filter(index => modules.data[index])
    .map(index => `${(index % modules.size) + QUIET_MODULES} ${Math.floor(index / modules.size) + QUIET_MODULES}`)
  expect(seen).toEqual(new Set(wanted))
})
