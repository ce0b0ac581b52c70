/** Hooks on a stage: a provider over a loopback, in the real react-dom under StrictMode, and probes that note what they read. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, createElement, type ReactNode } from 'react'
import { NabizProvider } from '../nabiz-provider.ts'
import { createLoopback, type Loopback } from './loopback.ts'
import { type Mounted, mount } from './mount.ts'
import { settled as allSettled } from './settled.ts'

export const settled = (): Promise<void> => act(allSettled)

export type Stage = Omit<Mounted, 'render'> & {
  loopback: Loopback
  queryClient: QueryClient
  /** Frames the client sent, shortly: `join company:1`. */
  sent(): string[]
  render(children: ReactNode): Promise<void>
  /** Moves the clock, and lets what is due happen. */
  advance(ms: number): Promise<void>
  end(): Promise<void>
}

export const openStage = async (children: ReactNode): Promise<Stage> => {
  const loopback = createLoopback()
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } })
  const tree = (children: ReactNode) =>
    createElement(
      QueryClientProvider,
      { client: queryClient },
      createElement(NabizProvider, { client: loopback.client, clock: loopback.clock }, children),
    )
  const mounted = await mount(tree(children))
  await settled()
  return {
    loopback,
    queryClient,
    ...mounted,
    sent: () => loopback.sent.map(frame => ('room' in frame ? `${frame.type} ${frame.room}` : frame.type)),
    render: next => mounted.render(tree(next)),
    advance: async ms => {
      await act(async () => loopback.clock.advance(ms))
      await settled()
    },
    end: async () => {
      await mounted.unmount()
      loopback.client.close()
      queryClient.clear()
    },
  }
}

/** A component of no appearance; `seen` collects what it rendered with. */
export const probe = <Seen>(use: () => Seen) => {
  const seen: Seen[] = []
  const Probe = () => {
    seen.push(use())
    return null
  }
  return { seen, Probe, last: () => seen.at(-1)! }
}
