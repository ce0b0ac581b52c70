/** Joins the person's and the company's rooms, and shows what happens there as toasts. */
import type { RoomEvent } from '@nabiz/protocol'
import { useEvent } from '@nabiz/react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { destination } from '../format/search-params.ts'
import { notify } from '../kit/notify.ts'
import { useApplications } from '../session/applications.ts'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { useMe } from '../session/me.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'
import { toastFor } from './toast-for.ts'

export const LiveToasts = () => {
  const t = useTranslations('nav')
  const ending = useTranslations('tasks.state')
  const { user } = useMe()
  const { id, slug } = useCompany()
  const applications = useApplications()
  const translate = useApplicationTranslator()
  const navigate = useNavigate()
  const show = (event: RoomEvent) => {
    const decision = toastFor({ event, applications, translate, ending, user_id: user.id, now: Date.now() })
    if (!decision) return
    const { level, text, link } = decision
    notify({
      level,
      text,
      // News of records share one toast: the company's event and the person's notification of it are the same news, and
      // a burst of answers must not pile up over the page. The bell keeps them all.
      id: link ? 'news' : `${event.type}:${text}`,
      ...(link
        ? { action: { label: t('open'), onClick: () => void navigate(destination(companyPath(slug, link))) } }
        : {}),
    })
  }
  useEvent(`user:${user.id}`, '*', show)
  useEvent(`company:${id}`, '*', show)
  return null
}
