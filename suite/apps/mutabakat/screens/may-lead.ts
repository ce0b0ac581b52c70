/** Whether the reader's role lets them lead: approve what others wrote, close unfinished periods, hold links. */
import { useCompany } from '../../../web/session/company.tsx'

export const useMayLead = (): boolean => {
  const { role } = useCompany()
  return role === 'owner' || role === 'admin' || role === 'manager'
}
