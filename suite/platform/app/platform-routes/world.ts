/** What the handlers of the platform need beside their context. */
import type { Identity } from '#platform/identity'
import type { Application } from '../application.ts'
import type { Services } from '../context.ts'
import type { HttpConfig } from '../http-config.ts'

/** `document` makes the OpenAPI document of all mounted routes. */
export type PlatformWorld = {
  applications: readonly Application[]
  identity: Identity
  services: Services
  config: HttpConfig
  document: () => Record<string, unknown>
}
