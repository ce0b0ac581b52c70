/** The handlers of the platform's own routes. */
import type { BoundRoute } from '../application.ts'
import { accountRoutes } from './account.ts'
import { companyRoutes } from './company.ts'
import { devMailRoutes } from './dev-mail.ts'
import { invitationRoutes } from './invitation.ts'
import { probeRoutes } from './probe.ts'
import { setupRoutes } from './setup.ts'
import { workRoutes } from './work.ts'
import type { PlatformWorld } from './world.ts'

export const platformRoutes = (world: PlatformWorld): BoundRoute[] => [
  ...probeRoutes(world),
  ...accountRoutes(world),
  ...setupRoutes(world),
  ...companyRoutes(world),
  ...invitationRoutes(world),
  ...workRoutes,
  ...devMailRoutes(world),
]
