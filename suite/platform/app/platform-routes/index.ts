/** The handlers of the platform's own routes. */
import type { BoundRoute } from '../application.ts'
import { accountRoutes } from './account.ts'
import { auditRoutes } from './audit.ts'
import { companyRoutes } from './company.ts'
import { devMailRoutes } from './dev-mail.ts'
import { fileRoutes } from './files.ts'
import { hookRoutes } from './hooks.ts'
import { invitationRoutes } from './invitation.ts'
import { jobRoutes } from './jobs.ts'
import { mailRoutes } from './mail.ts'
import { notifyRoutes } from './notify.ts'
import { operatorRoutes } from './operators.ts'
import { privacyRoutes } from './privacy.ts'
import { probeRoutes } from './probe.ts'
import { securityRoutes } from './security.ts'
import { setupRoutes } from './setup.ts'
import { taskRoutes } from './tasks.ts'
import { viewRoutes } from './views.ts'
import { workRoutes } from './work.ts'
import type { PlatformWorld } from './world.ts'

export const platformRoutes = (world: PlatformWorld): BoundRoute[] => [
  ...probeRoutes(world),
  ...accountRoutes(world),
  ...securityRoutes(world),
  ...setupRoutes(world),
  ...companyRoutes(world),
  ...invitationRoutes(world),
  ...auditRoutes,
  ...privacyRoutes,
  ...fileRoutes,
  ...taskRoutes,
  ...jobRoutes,
  ...operatorRoutes(world),
  ...workRoutes,
  ...notifyRoutes,
  ...mailRoutes(world),
  ...hookRoutes(world),
  ...viewRoutes,
  ...devMailRoutes(world),
]
