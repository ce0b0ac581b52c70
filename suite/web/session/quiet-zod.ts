/**
 * Imported before any contract. zod would try `new Function` to go faster, and asks when a schema is made; the policy
 * forbids it, and the try alone is reported as a violation on every page.
 */
import { config } from 'zod'

config({ jitless: true })
