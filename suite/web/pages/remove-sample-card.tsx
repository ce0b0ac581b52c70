/** From the sample to a real start: opens the reader's own company, then deletes the sample and everything in it. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { createCompanyRoute, removeSampleRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { ME_KEY, useMe } from '../session/me.ts'

export const RemoveSampleCard = () => {
  const t = useTranslations('sample')
  const company = useCompany()
  const { companies } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const [title, setTitle] = useState('')
  // One key for one intent: a second try after a lost answer opens no second company.
  const [intent] = useState(() => crypto.randomUUID())
  const other = companies.find(one => one.id !== company.id)

  const remove = async () => {
    const next =
      other ?? (await call(createCompanyRoute, { body: { title: title.trim() } }, { idempotencyKey: intent }))
    await call(removeSampleRoute, {}, { company: company.id })
    await queries.invalidateQueries({ queryKey: ME_KEY })
    await navigate({ to: companyPath(next.slug), replace: true })
  }
  return (
    <Card title={t('title')}>
      <p className="text-sm text-ink-soft">{t('text')}</p>
      <Button tone="danger" className="mt-4" onPress={() => setAsking(true)}>
        {t('button')}
      </Button>
      <ConfirmDialog
        title={t('confirmTitle')}
        confirmLabel={t('button')}
        danger
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={remove}
        isBlocked={!other && title.trim() === ''}
      >
        <p>{t('confirmText', { title: company.title })}</p>
        {!other && <TextField className="mt-4" label={t('own')} value={title} onChange={setTitle} isRequired />}
      </ConfirmDialog>
    </Card>
  )
}
