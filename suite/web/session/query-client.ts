/** The cache of everything the server said, and what happens when a call fails. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'
import { ME_KEY } from './me.ts'

/** Only what may pass by itself is tried again: no answer, a fault of ours, not ready. A refusal stays a refusal. */
const mayPass = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500)

export const createQueryClient = (): QueryClient => {
  // Asks who we are again: nobody is led to the sign-in page, another role sees its own screens.
  const heed = (error: unknown): void => {
    if (error instanceof ApiError && error.doubtsReader) void client.invalidateQueries({ queryKey: ME_KEY })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: heed }),
    mutationCache: new MutationCache({ onError: heed }),
    defaultOptions: {
      queries: { retry: (failures, error) => failures < 2 && mayPass(error), staleTime: 10_000 },
      mutations: { retry: false },
    },
  })
  return client
}
