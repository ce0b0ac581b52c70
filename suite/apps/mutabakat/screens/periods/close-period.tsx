/** Closing a period, with what is in its way, and opening it again. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { RadioGroup } from '../../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Period, routes } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { useMayLead } from '../may-lead.ts'

type Props = { period: Period; onClose: () => void }

export const ClosePeriodDialog = ({ period, onClose }: Props) => {
  const t = useTranslations('mutabakat.work.period')
  const locale = useLocale()
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const mayLead = useMayLead()
  const { drafts, waiting } = period.unfinished
  const isUnfinished = drafts + waiting > 0
  const [when, setWhen] = useState<'now' | 'answered'>(isUnfinished && drafts === 0 ? 'answered' : 'now')
  const [force, setForce] = useState(false)
  const [reason, setReason] = useState('')
  const needsForce = when === 'now' && isUnfinished
  const isBlocked = needsForce ? !force || reason.trim() === '' : when === 'answered' && drafts > 0
  return (
    <ConfirmDialog
      title={t('close_title', { date: formatDay(period.date, locale) })}
      confirmLabel={t('close')}
      isBlocked={isBlocked}
      danger={needsForce}
      onConfirm={async () => {
        const body = { when, force: needsForce && force, reason: needsForce ? reason.trim() : null }
        await call(routes.closePeriod, { params: { id: period.id }, body }, { ifMatch: period.rev })
        await queries.invalidateQueries({ queryKey: [...companyKey(company), 'periods'] })
      }}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <div className="space-y-4">
        <p>{t('blocked', { drafts, waiting })}</p>
        <RadioGroup
          label={t('when')}
          value={when}
          onChange={setWhen}
          options={[
            { id: 'now', label: t('now'), description: t('now_hint') },
            { id: 'answered', label: t('answered'), description: t('answered_hint') },
          ]}
        />
        {when === 'answered' && drafts > 0 && <p className="text-sm text-wait">{t('drafts_first')}</p>}
        {needsForce &&
          (mayLead ? (
            <>
              <Checkbox isSelected={force} onChange={setForce}>
                {t('force')}
              </Checkbox>
              {force && (
                <TextArea label={t('reason')} value={reason} onChange={setReason} maxLength={500} rows={2} isRequired />
              )}
            </>
          ) : (
            <p className="text-sm text-wait">{t('force_leaders')}</p>
          ))}
      </div>
    </ConfirmDialog>
  )
}

export const ReopenPeriodDialog = ({ period, onClose }: Props) => {
  const t = useTranslations('mutabakat.work.period')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  return (
    <ConfirmDialog
      title={t('reopen')}
      confirmLabel={t('reopen')}
      onConfirm={async () => {
        await call(routes.reopenPeriod, { params: { id: period.id } })
        await queries.invalidateQueries({ queryKey: [...companyKey(company), 'periods'] })
      }}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      {t('reopen_text')}
    </ConfirmDialog>
  )
}
