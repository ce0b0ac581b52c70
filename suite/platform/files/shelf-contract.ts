/** What every shelf keeps, whatever it is made of. */
import { createHash, randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Shelf } from './shelf.ts'

const SOON_MS = 60_000
const tooMuch = () => new Error('too much')
const NO_LIMIT = Number.POSITIVE_INFINITY

/** `open` gives an empty shelf, and the way to give it back. */
export const shelfContract = (name: string, open: () => Promise<{ shelf: Shelf; close(): Promise<void> }>): void => {
  describe(`a shelf: ${name}`, () => {
    let shelf: Shelf
    let close: () => Promise<void>
    beforeEach(async () => {
      ;({ shelf, close } = await open())
    })
    afterEach(() => close())

    const older = async (time: number): Promise<string[]> => {
      const keys: string[] = []
      for await (const some of shelf.olderThan(time)) keys.push(...some)
      return keys.sort()
    }
    const drawn = async (key: string) => (await shelf.open(key))!

    test('[PF13] what was written is read back whole, with its size and sha256, as often as wanted', async () => {
      const bytes = randomBytes(200_000)
      for (const given of [bytes, Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)])]) {
        const kept = await shelf.write(given, NO_LIMIT, tooMuch)
        expect(kept).toMatchObject({ size: 200_000, sha256: createHash('sha256').update(bytes).digest('hex') })
        for (let time = 0; time < 2; time++)
          expect((await buffer((await drawn(kept.key)).stream())).equals(bytes)).toBe(true)
      }
      const empty = await shelf.write(Buffer.alloc(0), NO_LIMIT, tooMuch)
      expect(await buffer((await drawn(empty.key)).stream())).toHaveLength(0)
    })

    test('[PF13] the same bytes twice are two, and each goes alone', async () => {
      const [one, two] = [
        await shelf.write(Buffer.from('x'), NO_LIMIT, tooMuch),
        await shelf.write(Buffer.from('x'), NO_LIMIT, tooMuch),
      ]
      expect(one.key).not.toBe(two.key)
      await shelf.remove(one.key)
      await shelf.remove(one.key)
      expect(await shelf.open(one.key)).toBeNull()
      expect((await buffer((await drawn(two.key)).stream())).toString()).toBe('x')
    })

    test('[PF13] past the limit, and of a stream that breaks, nothing is kept', async () => {
      const atLimit = await shelf.write(randomBytes(1_000), 1_000, tooMuch)
      const breaking = new Readable({
        read() {
          this.push(randomBytes(1_000))
          this.destroy(new Error('broke'))
        },
      })
      await expect(shelf.write(randomBytes(1_001), 1_000, tooMuch)).rejects.toThrow('too much')
      await expect(shelf.write(breaking, NO_LIMIT, tooMuch)).rejects.toThrow('broke')
      expect(await older(Date.now() + SOON_MS)).toEqual([atLimit.key])
      expect(await shelf.removeDrafts(Date.now() + SOON_MS)).toBe(0)
    })

    test('[S66] [PF13] what is no key of this shelf is refused, and a key of nothing has nothing', async () => {
      for (const key of ['../secret', '/etc/passwd', 'ab/../../x', '', 'drafts', 'a'.repeat(47), 'A'.repeat(48)]) {
        await expect(shelf.open(key)).rejects.toThrow(TypeError)
        await expect(shelf.remove(key)).rejects.toThrow(TypeError)
      }
      expect(await shelf.open('a'.repeat(48))).toBeNull()
    })

    test('[PF13] keys are listed by age, and what is still being written is a draft and not among them', async () => {
      const before = Date.now() - SOON_MS
      const { key } = await shelf.write(Buffer.from('x'), NO_LIMIT, tooMuch)
      const slow = new PassThrough()
      const writing = shelf.write(slow, NO_LIMIT, tooMuch)
      slow.write('half')
      expect(await older(before)).toEqual([])
      expect(await older(Date.now() + SOON_MS)).toEqual([key])
      expect(await shelf.removeDrafts(before)).toBe(0)
      slow.end()
      const second = await writing
      expect(await older(Date.now() + SOON_MS)).toEqual([key, second.key].sort())
    })
  })
}
