/** Whether the reader runs the tab's company: its owner, or an administrator. */
import { useCompany } from '../../session/company.tsx'

export const useIsAdmin = (): boolean => {
  const { role } = useCompany()
  return role === 'owner' || role === 'admin'
}
