/** Browser tests: the real suite, started once from its sources on a fresh data folder, seen with the system's Chromium. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.mjs'

const chromium = findChromium()
if (chromium === null)
  throw new Error('Chromium was not found: `node scripts/ensure.mjs --test` installs it or says how.')

const LONG = /@long/

/** A port that nobody listens on now. */
const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(listening => probe.once('listening', listening))
  const address = probe.address()
  await new Promise(closed => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('the probe has no port')
  return address.port
}

/** A data folder for this run, open to be passed through: PostgreSQL never runs as root, and must reach its own part. */
const dataFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-browser-'))
  chmodSync(folder, 0o711)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

// Workers read this file again: they find the choices of the first reading in their environment.
process.env.NABIZ_TEST_PORT ??= String(await freePort())
process.env.NABIZ_TEST_DATA ??= dataFolder()
const address = `http://127.0.0.1:${process.env.NABIZ_TEST_PORT}`

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results/browser',
  forbidOnly: true,
  // What takes long and is also proved closer to its source runs with the long suites.
  ...(process.env.NABIZ_LONG === '1' ? { grep: LONG } : { grepInvert: LONG }),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: address,
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
    video: 'off',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--allow-loopback-in-peer-connection',
      ],
    },
  },
  webServer: {
    command: 'node suite/main.ts',
    url: `${address}/ready`,
    timeout: 90_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: {
      HOST: '127.0.0.1',
      PORT: process.env.NABIZ_TEST_PORT,
      DATA_DIR: process.env.NABIZ_TEST_DATA,
      PUBLIC_URL: address,
      TZ: 'UTC',
    },
  },
})
