/** The client of the surrounding provider. */
import type { Client } from '@nabiz/client'
import { useNabiz } from './nabiz-provider.ts'

/** Throws outside a `NabizProvider`. */
export const useClient = (): Client => useNabiz().client
