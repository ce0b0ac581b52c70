/** Says what was run on what, and writes what was found to RESULTS.md. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, type } from 'node:os'
import { join } from 'node:path'
import { type Finding, findingPage } from './report.ts'

const PAGE = join(import.meta.dirname, '../RESULTS.md')

const versionOf = (name: string): string => {
  const path = join(import.meta.dirname, '../../node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

/** The last words of what a program says about its version, or that it is not here. */
const saidBy = (program: string, flag: string): string => {
  const { stdout, stderr, status } = spawnSync(program, [flag], { encoding: 'utf8' })
  return status === 0 ? (/[\d.]+\d/.exec(stdout + stderr)?.[0] ?? 'of unknown version') : 'not installed'
}

/** The machine, the versions, the command and how busy the machine was before, as lines of text. */
export const describeRun = (): string => {
  const [first] = cpus()
  const command = ['node', 'bench/engine.bench.ts', ...process.argv.slice(2)].join(' ')
  return [
    `- Machine: ${cpus().length} × ${first!.model.trim()}, ${type()} ${release()}`,
    `- Node.js ${process.versions.node}, Socket.IO ${versionOf('socket.io')}, ws ${versionOf('ws')}, ` +
      `nginx ${saidBy('/usr/sbin/nginx', '-v')} with nchan, nats-server ${saidBy('/usr/sbin/nats-server', '--version')}`,
    `- Command: \`${command}\``,
    `- Load of the machine before: ${loadavg()[0]!.toFixed(2)}`,
  ].join('\n')
}

export const writeResults = (run: string, findings: readonly Finding[]): void => {
  const head =
    '# What was measured\n\nWritten by the bench; [README.md](README.md) says how to run it and how to read it. ' +
    'Servers and readers share the processors and the loopback; ratios within one run are safer than the numbers.\n'
  writeFileSync(PAGE, [head, `${run}\n`, ...findings.map(findingPage)].join('\n'))
}
