/** A link from a mail that is no good any more: says so, and offers the way to another one. */
import { Unlink } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../api/api-error.ts'
import { EmptyState } from '../kit/empty-state.tsx'

/** `watchLink` runs a call that spends the link; `isOver` once the server said that there is nothing to spend. */
export const useLinkOver = () => {
  const [isOver, setOver] = useState(false)
  const watchLink = async (spend: () => Promise<void>): Promise<void> => {
    try {
      await spend()
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'link_over') throw error
      setOver(true)
    }
  }
  return { isOver, watchLink }
}

export const LinkOver = ({ children }: { children?: ReactNode }) => {
  const t = useTranslations('platform.errors')
  return (
    <div role="alert">
      <EmptyState icon={Unlink} title={t('link_over')} action={children} />
    </div>
  )
}
