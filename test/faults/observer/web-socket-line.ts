/** A raw WebSocket: with `nabiz.v1` several frames a message, without it one. */
import { WebSocket } from 'ws'
import type { Frame, OpenLine } from './line.ts'

const open =
  (joined: boolean): OpenLine =>
  (port, connect, hear) => {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, joined ? ['nabiz.v1'] : [], { perMessageDeflate: false })
    let over = false
    const lost = () => {
      if (over) return
      over = true
      hear.lost()
    }
    ws.on('open', () => ws.send(JSON.stringify(connect)))
    ws.on('message', data => {
      if (over) return
      hear.alive()
      const text = String(data)
      for (const line of joined ? text.split('\n') : [text]) hear.frame(JSON.parse(line) as Frame)
    })
    ws.on('ping', () => hear.alive())
    ws.on('close', lost)
    ws.on('error', () => {})
    return {
      send: frame => {
        if (ws.readyState === WebSocket.OPEN) ws.send(JSON.stringify(frame))
      },
      cut() {
        ws.terminate()
        lost()
      },
    }
  }

export const joinedWebSocket = open(true)
export const plainWebSocket = open(false)
