/** Raw lines over HTTP: a stream read by hand, and long polling. */
import { FramesUp } from './frames-up.ts'
import { HttpCalls } from './http-calls.ts'
import type { ConnectFrame, Frame, Hear, Line, OpenLine } from './line.ts'

type Parts = { calls: HttpCalls; up: FramesUp; connect: ConnectFrame; hear: Hear; lost: () => void }

/** `read` runs until there is nothing more to hear; then the line is lost. */
const line =
  (read: (parts: Parts) => Promise<void>): OpenLine =>
  (port, connect, hear): Line => {
    const calls = new HttpCalls(port, connect.token)
    let over = false
    const lost = () => {
      if (over) return
      over = true
      calls.end()
      hear.lost()
    }
    const up = new FramesUp(calls, lost)
    const guarded: Hear = {
      frame: frame => {
        if (!over) hear.frame(frame)
      },
      alive: () => {
        if (!over) hear.alive()
      },
      lost,
    }
    read({ calls, up, connect, hear: guarded, lost }).then(lost, lost)
    return { send: frame => up.send(frame), cut: lost }
  }

/** Server-sent events as our clients read them: one frame a message, comments as signs of life. */
export const eventStream = line(async ({ calls, up, connect, hear }) => {
  const answer = await calls.begin({ method: 'POST', path: '/ws/sse', body: JSON.stringify(connect) })
  if (answer.statusCode !== 200) return
  let rest = ''
  for await (const chunk of answer.setEncoding('utf8')) {
    hear.alive()
    const messages = (rest + chunk).split('\n\n')
    rest = messages.pop()!
    for (const message of messages) {
      if (!message.startsWith('data: ')) continue
      const frame = JSON.parse(message.slice('data: '.length)) as Frame
      if (frame.type === 'connected') up.begin(String(frame.session))
      hear.frame(frame)
    }
  }
})

/** Long polling: an answer that was lost is asked for again by the same `ack`. */
export const longPoll = line(async ({ calls, up, connect, hear }) => {
  const begun = await calls.begin({ method: 'POST', path: '/ws/send', body: JSON.stringify(connect) })
  let text = ''
  for await (const chunk of begun.setEncoding('utf8')) text += chunk
  if (begun.statusCode !== 200) return
  const { session } = JSON.parse(text) as { session: string }
  up.begin(session)
  for (let ack = 0; !calls.ended; ) {
    const path = `/ws/poll?session=${encodeURIComponent(session)}&ack=${ack}`
    const answer = await calls.whole({ method: 'GET', path })
    if (answer.status !== 200) return
    hear.alive()
    const { n, frames } = JSON.parse(answer.text) as { n: number; frames: Frame[] }
    if (n === ack) continue
    ack = n
    for (const frame of frames) hear.frame(frame)
  }
})
