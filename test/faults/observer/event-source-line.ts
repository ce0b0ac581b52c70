/** A plain `EventSource` by hand: opened by a ticket, and back by itself with the last id it heard, as a browser would. */
import { FramesUp } from './frames-up.ts'
import { HttpCalls } from './http-calls.ts'
import type { Frame, OpenLine } from './line.ts'

/** Where a reader goes on: the address of its stream, whose ticket is spent, and the last id. */
type Mark = { readonly path: string; readonly id: string }

/** Remembers its readers by their tokens, so make one for each world. */
export const eventSources = (): OpenLine => {
  const marks = new Map<string, Mark>()
  return (port, connect, hear) => {
    const calls = new HttpCalls(port, connect.token)
    let over = false
    const lost = () => {
      if (over) return
      over = true
      calls.end()
      hear.lost()
    }
    const up = new FramesUp(calls, lost)

    /** The address of a new stream. */
    const buy = async (): Promise<string> => {
      const { status, text } = await calls.once({ method: 'POST', path: '/ws/ticket', body: JSON.stringify(connect) })
      if (status !== 200) throw new Error(`ticket: HTTP ${status}`)
      return `/ws/sse?ticket=${(JSON.parse(text) as { ticket: string }).ticket}`
    }

    const take = (message: string, path: string): void => {
      let id: string | null = null
      let frame: Frame | null = null
      for (const line of message.split('\n')) {
        if (line.startsWith('id: ')) id = line.slice('id: '.length)
        else if (line.startsWith('data: ')) frame = JSON.parse(line.slice('data: '.length)) as Frame
      }
      if (id !== null) marks.set(connect.token, { path, id })
      if (frame?.type === 'connected') up.begin(String(frame.session))
      if (frame) hear.frame(frame)
    }

    const read = async (): Promise<void> => {
      const mark = marks.get(connect.token)
      const path = mark?.path ?? (await buy())
      const answer = await calls.begin({ method: 'GET', path, ...(mark && { headers: { 'last-event-id': mark.id } }) })
      // 204: this EventSource is over, and the page makes a new one.
      if (answer.statusCode !== 200) marks.delete(connect.token)
      let rest = ''
      for await (const chunk of answer.setEncoding('utf8')) {
        if (over) return
        hear.alive()
        const messages = (rest + chunk).split('\n\n')
        rest = messages.pop()!
        for (const message of messages) take(message, path)
      }
    }
    read().then(lost, lost)
    return { send: frame => up.send(frame), cut: lost }
  }
}
