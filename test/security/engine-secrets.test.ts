import { ConnectRefused, type Identity } from '@nabiz/server'
import { expect, test, vi } from 'vitest'
import { startServer } from '../../packages/server/src/testing/start-server.ts'

const CANARY = 'canary-7f3a9c1e-never-to-be-seen'

/** Everything the engine tells anybody while tokens of all kinds go through it. */
const heardWith = async (planted: boolean): Promise<string> => {
  const told: unknown[] = []
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map(name =>
    vi.spyOn(console, name).mockImplementation((...given) => void told.push(given)),
  )
  try {
    await using running = await startServer({
      async authenticate(token): Promise<Identity> {
        if (planted) console.error(`refused ${token}`)
        if (token.includes('expired')) throw new ConnectRefused(4501, 'The token ran out')
        if (token.includes('fault')) throw new Error('the keys are out of reach')
        return { user_id: token.includes('other') ? '6' : '5', rooms: ['*'], publish: ['*'] }
      },
      onError: (error, where) => told.push([where, String(error), error instanceof Error ? error.stack : '']),
      audit: record => told.push(record),
    })
    for (const kind of ['good', 'expired', 'fault']) {
      const client = await running.open()
      client.send({ type: 'connect', token: `${CANARY}-${kind}`, version: 1, rooms: { r: null } })
      if (kind !== 'good') {
        await client.closed
        told.push(client.frames)
        continue
      }
      await client.take({ type: 'room_joined' })
      for (const [ref, token] of [`${CANARY}-again`, `${CANARY}-other`, `${CANARY}-expired`, 5, {}].entries())
        client.send({ type: 'authenticate', token, ref })
      for (let ref = 0; ref < 5; ref++) await client.take({ ref })
      client.send({ type: 'publish', room: 'r', event: 'x', data: 1, ref: 'p' })
      await client.take({ ref: 'p' })
      told.push(client.frames, running.server.stats())
      await client.close()
    }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return JSON.stringify(told)
}

test('[S3] no token stands in what the engine logs, audits, counts or answers', async () => {
  const heard = await heardWith(false)
  expect(heard).toContain('connect_refused')
  expect(heard).toContain('the keys are out of reach')
  expect(heard).not.toContain(CANARY)
})

test('[S3] one that were logged would be found', async () => {
  expect(await heardWith(true)).toContain(CANARY)
})
