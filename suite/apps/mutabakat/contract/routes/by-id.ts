/** Parameters of a path that names one thing. */
import { z } from 'zod'

export const byId = z.object({ id: z.string().max(64) })
