/** A child process that answers one command at a time; ends when its parent lets go. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

export type ProcessDoor<Command> = {
  readonly pid: number
  /** Rejects when the process ends before it answers. */
  readonly ask: <Answer>(command: Command) => Promise<Answer>
  readonly close: () => Promise<void>
}

/** How long a process may take to answer before the bench is called broken. */
const WITHIN_MS = 180_000

const answerOf = async (child: ChildProcess, title: string): Promise<unknown> => {
  const gaveUp = new AbortController()
  const timer = setTimeout(() => gaveUp.abort(), WITHIN_MS)
  try {
    const ended = once(child, 'exit', { signal: gaveUp.signal }).then(([code]) => {
      throw new Error(`${title} ended with ${code}`)
    })
    const answered = once(child, 'message', { signal: gaveUp.signal })
    const [message] = (await Promise.race([answered, ended])) as [{ answer: unknown }]
    return message.answer
  } finally {
    clearTimeout(timer)
    gaveUp.abort()
  }
}

/** `runtime`: another program than this Node that runs the module and knows its way of talking to a parent. */
export const openProcess = <Command extends object>(
  module: string,
  args: readonly string[],
  options: { execArgv?: string[]; runtime?: string } = {},
): ProcessDoor<Command> => {
  const child = fork(module, args, {
    execArgv: options.execArgv ?? [],
    ...(options.runtime && { execPath: options.runtime }),
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  })
  const title = `${module} ${args.join(' ')}`
  return {
    pid: child.pid!,
    async ask<Answer>(command: Command): Promise<Answer> {
      const answer = answerOf(child, title)
      child.send(command)
      return (await answer) as Answer
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
