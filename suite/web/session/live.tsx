/** The live connection of a signed-in person: one a tab, opened and closed with the signed-in frame. */
import { createClient, TokenRefused } from '@nabiz/client'
import { NabizProvider, useEvent } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { issueConnectionTokenRoute } from '#platform/contract'
import { ApiError } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import { ME_KEY, useMe } from './me.ts'

export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const queries = useQueryClient()
  const [client] = useState(() =>
    createClient({
      url: '/ws',
      token: async () => {
        try {
          return (await call(issueConnectionTokenRoute, {})).token
        } catch (error) {
          if (!(error instanceof ApiError) || !error.sessionEnded) throw error
          void queries.invalidateQueries({ queryKey: ME_KEY })
          throw new TokenRefused()
        }
      },
    }),
  )
  useEffect(() => {
    client.connect()
    return () => client.close()
  }, [client])
  return (
    <NabizProvider client={client}>
      <SessionWatch />
      {children}
    </NabizProvider>
  )
}

/** Sessions ended or permissions changed elsewhere: what this tab may see is asked again at once. */
const SessionWatch = () => {
  const { user } = useMe()
  const queries = useQueryClient()
  const room = `user:${user.id}`
  useEvent(room, 'sessions_changed', () => void queries.invalidateQueries({ queryKey: ME_KEY }))
  useEvent(room, 'permissions_changed', () => void queries.invalidateQueries())
  return null
}
