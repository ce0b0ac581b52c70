/** Gives a tree of components its client. */
import { type Client, type Clock, systemClock } from '@nabiz/client'
import { createContext, createElement, type ReactElement, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { LiveQueries } from './live-queries.ts'

type Nabiz = { client: Client; clock: Clock; live: LiveQueries }

const NabizContext = createContext<Nabiz | null>(null)

export type NabizProviderProps = {
  client: Client
  /** What hooks wait and count by. Default the system's. */
  clock?: Clock
  children?: ReactNode
}

/** Connects an idle client when mounted. Closing it is up to whoever made it: it outlives any tree. */
export const NabizProvider = ({ client, clock = systemClock, children }: NabizProviderProps): ReactElement => {
  const nabiz = useMemo(() => ({ client, clock, live: new LiveQueries(client, clock) }), [client, clock])
  useEffect(() => {
    if (client.status.state === 'idle') client.connect()
  }, [client])
  return createElement(NabizContext.Provider, { value: nabiz }, children)
}

/** For the hooks of this package. Throws outside a {@link NabizProvider}. */
export const useNabiz = (): Nabiz => {
  const nabiz = useContext(NabizContext)
  if (!nabiz) throw new Error('no NabizProvider above this component')
  return nabiz
}

/** Counting and waiting need no connection: outside a provider it is the system's. */
export const useClock = (): Clock => useContext(NabizContext)?.clock ?? systemClock
