/** A port nobody listens on, for PORT=0: asked of the system, and given back at once. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

export const findFreePort = async (host: string): Promise<number> => {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
