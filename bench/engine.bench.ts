/**
 * The engine beside its peers: fan-out, requests, memory, a storm of reconnects, latency and growth, each with the
 * others in the same run. `--quick` shows the direction, `--only fan-out,memory` a part, `--peers` also installs Bun into
 * a temporary folder, `--write` writes RESULTS.md, `--profile DIR` keeps a processor profile of each of our servers.
 */
import { parseArgs } from 'node:util'
import { measureFanOut } from './engine/measures/fan-out.ts'
import { measureRoomGrowth, measureSubscriberGrowth } from './engine/measures/growth.ts'
import { measureLatency } from './engine/measures/latency.ts'
import { measureMemory } from './engine/measures/memory.ts'
import { measureRequests } from './engine/measures/requests.ts'
import { FULL, QUICK } from './engine/measures/scale.ts'
import { measureStorm } from './engine/measures/storm.ts'
import { installBun } from './engine/peers/install-bun.ts'
import { type Finding, printFinding } from './engine/report.ts'
import { describeRun, writeResults } from './engine/results.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'fan-out,requests,memory,storm,latency,growth' },
    peers: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})

/** What a server of one core spends on a delivery, when the fan-out was not measured in this run. */
const USUAL_US = { ours: 5, socketIo: 10 }

const scale = values.quick ? QUICK : FULL
const parts = new Set(values.only.split(','))
const run = describeRun()
console.log(run)

using bun = installBun(values.peers)
const installed = { bun: bun.path, profile: values.profile }
const findings: Finding[] = []
const found = (finding: Finding): void => {
  findings.push(finding)
  printFinding(finding)
}

let paced_us = USUAL_US
if (parts.has('fan-out')) {
  const fanOut = await measureFanOut(scale, installed)
  paced_us = fanOut.paced_us
  found(fanOut.finding)
}
if (parts.has('requests')) found(await measureRequests(scale, installed))
if (parts.has('memory')) found(await measureMemory(scale, installed))
if (parts.has('storm')) found(await measureStorm(scale, installed))
if (parts.has('latency')) found(await measureLatency(scale, installed, paced_us))
if (parts.has('growth')) {
  found(await measureSubscriberGrowth(scale, installed))
  found(await measureRoomGrowth(scale, installed))
}
console.log(`\nafter ${(performance.now() / 60_000).toFixed(1)} minutes`)
if (values.write) writeResults(run, findings)
