/** The way into a company: its frame, or what the company asks for first. */

import { useRoom } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useWordsPart } from '../session/locale.tsx'
import { ME_KEY, useMe } from '../session/me.ts'
import { CompanyFrame } from '../shell/company-frame.tsx'

const ClosedCompany = lazy(() => import('./closed-company.tsx'))

export const CompanyDoor = () => {
  const { company: slug = '' }: { company?: string } = useParams({ strict: false })
  return <Door key={slug} slug={slug} />
}

const Door = ({ slug }: { slug: string }) => {
  const { companies } = useMe()
  // Once the second factor is on the door is open, but the backup codes are still on the screen.
  const [isSettingUp, setSettingUp] = useState(false)
  const company = companies.find(one => one.slug === slug)
  const isClosed = company !== undefined && (company.second_factor_missing || isSettingUp)
  // A company may close while its screens are open.
  const canSpeak = useWordsPart(isClosed ? 'accounts' : null)
  if (!isClosed) {
    return (
      <>
        {company && <RoomWatch company={company} />}
        <CompanyFrame />
      </>
    )
  }
  if (!canSpeak) return null
  return (
    <Suspense>
      <ClosedCompany company={company} onCodes={() => setSettingUp(true)} onDone={() => setSettingUp(false)} />
    </Suspense>
  )
}

/** The company's room closed to this reader: a rule of the company changed, so what they may do is asked again. */
const RoomWatch = ({ company }: { company: { id: string } }) => {
  const queries = useQueryClient()
  const { error } = useRoom(`company:${company.id}`)
  const isRefused = error !== null
  useEffect(() => {
    if (isRefused) void queries.invalidateQueries({ queryKey: ME_KEY })
  }, [isRefused, queries])
  return null
}
