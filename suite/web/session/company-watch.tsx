/** Somebody was erased from the company: whatever this tab shows of it may name them, and is asked for again. */
import { useEvent } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import { companyKey, useCompany } from './company.tsx'

export const CompanyWatch = () => {
  const company = useCompany()
  const queries = useQueryClient()
  useEvent(
    `company:${company.id}`,
    'person_erased',
    () => void queries.invalidateQueries({ queryKey: companyKey(company) }),
  )
  return null
}
