/** Whether the reader's role lets them write: buttons they may not press are not shown. */
import { WRITERS } from '#platform/contract'
import { useCompany } from '../../../web/session/company.tsx'

export const useMayWrite = (): boolean => {
  const { role } = useCompany()
  return typeof WRITERS === 'object' && WRITERS.roles.includes(role)
}
