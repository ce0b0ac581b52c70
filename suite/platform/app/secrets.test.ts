import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSecrets } from './secrets.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'nabiz-secrets-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

test('[S77] keys are random, one for each name, the same after a restart, and readable by one user', () => {
  const first = openSecrets(dataDir)
  const key = first.key('identity')
  expect(key).toHaveLength(32)
  expect(first.key('cursor').equals(key)).toBe(false)
  expect(openSecrets(dataDir).key('identity').equals(key)).toBe(true)
  expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(join(dataDir, 'secrets')))
    expect([file, statSync(join(dataDir, 'secrets', file)).mode & 0o777]).toEqual([file, 0o600])
})

test('[S77] a damaged key and a name that could be a path are refused', () => {
  writeFileSync(join(dataDir, 'secrets', 'short.key'), 'abcd')
  expect(() => openSecrets(dataDir).key('short')).toThrow('does not hold a key')
  expect(() => openSecrets(dataDir).key('../postgres')).toThrow('not a name')
})
