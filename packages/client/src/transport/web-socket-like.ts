/** What a WebSocket must have to be used, named here so that the package needs no DOM types. */

// Method form, so that the wider handler types of the DOM and of `ws` both fit.
type Handler<Event> = { call(event: Event): void }['call'] | null

/** The part of WebSocket we use. `globalThis.WebSocket` and the `ws` package both have it. */
export type WebSocketLike = {
  onopen: Handler<unknown>
  onmessage: Handler<{ data: unknown }>
  onclose: Handler<{ code: number }>
  onerror: Handler<unknown>
  send(data: string): void
  close(code?: number, reason?: string): void
}
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => WebSocketLike
