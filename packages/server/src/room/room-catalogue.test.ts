import { defineRoom, matchRoomName, resolveLimits } from '@nabiz/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRoomCatalogue } from './room-catalogue.ts'

test('[W23] the contract of a room is the first whose pattern its name fits, segment by segment', () => {
  const patterns = ['a.b', 'a.b:{id}', 'a-b:{x}:c', '{any}:a=b', 'a']
  const contracts = patterns.map(pattern => defineRoom(pattern, { events: {} }))
  const catalogue = createRoomCatalogue(contracts, resolveLimits())
  const segment = fc.constantFrom('a', 'b', 'c', 'a.b', 'axb', 'a-b', 'a=b', '7')
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), segments => {
      const name = segments.join(':')
      const wanted = patterns.find(pattern => matchRoomName(pattern, name) !== null) ?? ''
      expect(catalogue.rulesOf(name).contract.pattern).toBe(wanted)
    }),
  )
  expect(catalogue.rulesOf('axb').contract.pattern).toBe('')
})
