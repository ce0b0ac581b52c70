/** What is a picture for a mail, judged by its bytes. */
import { expect, test } from 'vitest'
import { pictureOf } from '#platform/files'
import { jpegOf, pngOf, TINY_PNG } from './testing/pictures.ts'

test('[PN28] a PNG and a JPEG are known by their bytes, with their size', () => {
  expect(pictureOf(TINY_PNG)).toEqual({ type: 'image/png', width: 1, height: 1 })
  expect(pictureOf(pngOf(3_000, 20))).toEqual({ type: 'image/png', width: 3_000, height: 20 })
  expect(pictureOf(jpegOf(640, 480))).toEqual({ type: 'image/jpeg', width: 640, height: 480 })
})

test('[PN28] everything else is none, also a beginning that only looks like one', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const endless = Buffer.from('ffd8ffe00000', 'hex')
  for (const bytes of [
    ...[svg, endless, Buffer.alloc(0), Buffer.from('GIF89a'), Buffer.from('%PDF-1.7'), pngOf(0, 5)],
    ...[TINY_PNG.subarray(0, 20), jpegOf(1, 1).subarray(0, 22), Buffer.from('ffd8ffd9', 'hex')],
  ])
    expect(pictureOf(bytes)).toBe(null)
})
