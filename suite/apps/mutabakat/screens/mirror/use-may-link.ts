/** Whether the reader's role lets them link the company with others, and end it. */
import { useCompany } from '../../../../web/session/company.tsx'

export const useMayLink = (): boolean => {
  const { role } = useCompany()
  return role === 'owner' || role === 'admin'
}
