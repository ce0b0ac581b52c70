/** Loaded into the suite's process before it starts: answers its parent how late the event loop was, and what it cost. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** Since the last answer. Delays in ms, memory in bytes, `cpu_ms` of all threads of the process. */
export type LoopReport = { p50: number; p99: number; max: number; rss: number; rss_peak: number; cpu_ms: number }

const LOOK_EVERY_MS = 20
const ms = (nanoseconds: number): number => nanoseconds / 1e6

const watchLoop = (): void => {
  const delays = monitorEventLoopDelay({ resolution: 10 })
  delays.enable()
  let rss_peak = 0
  let cpu = process.cpuUsage()
  const look = (): void => {
    rss_peak = Math.max(rss_peak, process.memoryUsage.rss())
  }
  setInterval(look, LOOK_EVERY_MS).unref()
  process.on('message', () => {
    look()
    const { user, system } = process.cpuUsage(cpu)
    process.send?.({
      p50: ms(delays.percentile(50)),
      p99: ms(delays.percentile(99)),
      max: ms(delays.max),
      rss: process.memoryUsage.rss(),
      rss_peak,
      cpu_ms: (user + system) / 1000,
    } satisfies LoopReport)
    delays.reset()
    rss_peak = 0
    cpu = process.cpuUsage()
  })
  // The channel must not keep the suite from ending.
  process.channel?.unref()
}

// Threads of the suite load this file too, and are not asked.
if (isMainThread && process.send) watchLoop()
