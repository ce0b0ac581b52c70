/** Clients that others wrote, in another language. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { findPython } from '../../scripts/python.mjs'
import { openHouse } from './house.ts'

const run = promisify(execFile)

for (const client of ['websockets', 'autobahn']) {
  test.each(['', 'nabiz.v1'])(
    `[WS9] Python's ${client} hears what it publishes, whole and in order, speaking "%s"`,
    {
      timeout: 40_000,
    },
    async dialect => {
      await using house = await openHouse()
      const python = findPython(client)
      expect(python).not.toBe(null)
      const script = join(import.meta.dirname, 'python', `with_${client}.py`)
      // Rejects with what the client printed when it ends with anything but 0.
      await run(python!, [script, `ws://127.0.0.1:${house.port}/ws`, dialect])
      await house.sound()
    },
  )
}
