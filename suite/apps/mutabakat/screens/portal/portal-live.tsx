/** The live connection of a guest: the room of the one letter, for as long as the visit lasts. */
import { createClient, TokenRefused } from '@nabiz/client'
import { NabizProvider } from '@nabiz/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../../web/api/api-error.ts'
import type { PortalApi } from './portal-api.ts'

/** `children` get the room once the server named it. */
export const PortalLive = ({ api, children }: { api: PortalApi; children: (room: string | null) => ReactNode }) => {
  const [room, setRoom] = useState<string | null>(null)
  const latest = useRef(api)
  const [client] = useState(() =>
    createClient({
      url: '/ws',
      token: async () => {
        try {
          const answer = await latest.current.connection()
          setRoom(answer.room)
          return answer.token
        } catch (error) {
          // The visit or the link is over: a new code starts it again.
          if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429)
            throw new TokenRefused()
          throw error
        }
      },
    }),
  )
  useEffect(() => {
    latest.current = api
    if (client.status.state === 'closed') client.connect()
  }, [client, api])
  useEffect(() => {
    client.connect()
    return () => client.close()
  }, [client])
  return <NabizProvider client={client}>{children(room)}</NabizProvider>
}
