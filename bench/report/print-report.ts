/** How a bench says what it found: the machine first, then a line a figure, with its goal where there is one. */
import { cpus, loadavg } from 'node:os'
import type { Spread } from './percentiles.ts'

/** `at_most`: in the unit of the figure. */
export type Goal = { at_most: number }

/** A number without its circumstances says nothing: runtime, processor, and how busy the machine was before. */
export const printTitle = (title: string): void => {
  const [first] = cpus()
  const load = loadavg()[0]!.toFixed(1)
  console.log(`${title}\nNode.js ${process.versions.node}, ${cpus().length} × ${first?.model.trim()}, load ${load}\n`)
}

const DIGITS: Record<string, number> = { s: 2, ms: 1, KB: 1, MB: 1, '%': 1 }

/** `value` in `unit`; a goal is said to be met or missed, and never changes how the bench ends. */
export const printFigure = (name: string, value: number, unit: string, goal?: Goal): void => {
  const figure = `${value.toLocaleString('en', { maximumFractionDigits: DIGITS[unit] ?? 0, minimumFractionDigits: DIGITS[unit] ?? 0 })} ${unit}`
  const verdict = goal && `   goal ≤ ${goal.at_most} ${unit}: ${value <= goal.at_most ? 'met' : 'MISSED'}`
  console.log(`  ${name.padEnd(44)}${figure.padStart(14)}${verdict ?? ''}`)
}

/** The spread in milliseconds on one line; the goal is about the 95th percentile. */
export const printSpread = (name: string, spread: Spread, goal?: Goal): void => {
  const { p50, p95, p99, max } = spread
  const figures = Object.entries({ p50, p95, p99, max }).map(([label, value]) => `${label} ${value.toFixed(1)}`)
  const verdict = goal && `   goal p95 ≤ ${goal.at_most} ms: ${p95 <= goal.at_most ? 'met' : 'MISSED'}`
  console.log(`  ${name.padEnd(34)}${String(spread.count).padStart(6)} ×   ${figures.join('  ')} ms${verdict ?? ''}`)
}
