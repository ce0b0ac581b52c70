import { defineRoom, resolveLimits } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { Places } from './places.ts'
import { createRoomCatalogue, type RoomCatalogue } from './room-catalogue.ts'

test('[W14] a room is its company and its name, also once more rooms were published to than are remembered', () => {
  const declared = defineRoom('shop:{id}', { events: {} })
  const catalogue = createRoomCatalogue([declared], resolveLimits())
  let looked = 0
  const rulesOf: RoomCatalogue['rulesOf'] = name => {
    looked++
    return catalogue.rulesOf(name)
  }
  const places = new Places({ rulesOf })
  const expectRight = (company: string | undefined, number: number) => {
    const { key, rules } = places.of(company, `shop:${number}`)
    expect(key).toBe(company === undefined ? `shop:${number}` : `${company}/shop:${number}`)
    expect(rules.contract).toBe(declared)
  }
  for (const company of [undefined, 'a', 'b', undefined]) expectRight(company, 7)
  expect(looked).toBe(3)
  // Enough that rooms of one name in two companies meet in one place of the table too.
  for (let number = 0; number < 20_000; number++)
    for (const company of [undefined, 'a', 'b']) expectRight(company, number)
  for (const company of [undefined, 'a', 'b']) expectRight(company, 7)
  expect(looked).toBeGreaterThan(20_000)
})

test('[W5] what is no name of a room is refused each time', () => {
  const places = new Places(createRoomCatalogue([], resolveLimits()))
  for (const name of ['', 'a b', 'a::b', 'x'.repeat(200), 7, null, undefined])
    for (let time = 0; time < 2; time++)
      expect(() => places.of(undefined, name as string)).toThrow(expect.objectContaining({ code: 'bad_frame' }))
})
