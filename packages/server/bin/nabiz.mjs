#!/usr/bin/env node
/** Starts the command: from the sources in a checkout, from the built files in the package. Plain JavaScript, to say it when Node is too old. */
import { existsSync, readFileSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
const built = new URL('../command/nabiz.js', import.meta.url)
const source = new URL('../src/command/nabiz.ts', import.meta.url)
const fromSource = !existsSync(built)

// From 22.18 on Node reads TypeScript as it is.
if (major < 22 || (fromSource && major === 22 && minor < 18)) {
  console.error(`nabiz: Node.js ${fromSource ? '22.18' : '22'} or newer is needed; this is ${process.versions.node}`)
  process.exit(2)
}
const { nabiz } = await import((fromSource ? source : built).href)

// The cluster stands above the server and is no part of it: whoever wants one installs it beside.
const openCluster = async options => {
  const { connectRedis } = await import('@nabiz/redis').catch(error => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new TypeError('a cluster needs the package @nabiz/redis: npm install @nabiz/redis')
  })
  return connectRedis(options)
}
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
await nabiz(process.argv.slice(2), { version, openCluster })
