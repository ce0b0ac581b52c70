/** Leaving on purpose: this tab first falls silent, then the session ends, then nothing of it is left here. */
import { useClient } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

/** `end` is the call that ends the session; when it fails, everything is as before. */
export const useLeave = (): ((end: () => Promise<unknown>) => Promise<void>) => {
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async end => {
    // Else the connection's end would be read as a session that somebody ended elsewhere.
    client.close()
    try {
      await end()
    } catch (error) {
      client.connect()
      throw error
    }
    // Before leaving: the sign-in page sends away whom the cache still calls signed in.
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
}
