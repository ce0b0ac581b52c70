/** The legal hold: who set it and why, and the two questions that set and lift it. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type LegalHold, liftLegalHoldRoute, setLegalHoldRoute } from '#platform/contract'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { notify } from '../../kit/notify.ts'
import { TextArea } from '../../kit/text-area.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'

/** As short as a reason may be. */
export const REASON_MIN_SIGNS = 3

export const HoldCard = ({ hold }: { hold: LegalHold | null }) => {
  const t = useTranslations('retention')
  const persons = useTranslations('audit')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const ask = (isOpen: boolean) => {
    setReason('')
    setAsking(isOpen)
  }
  const change = async () => {
    await call(hold ? liftLegalHoldRoute : setLegalHoldRoute, { body: { reason } })
    notify({ level: 'success', text: hold ? t('liftDone') : t('setDone') })
    // Not waited for: the question would turn into the other one before it closes.
    void queries.invalidateQueries({ queryKey: [...companyKey(company), 'retention'] })
  }
  return (
    <div className="space-y-3 text-sm">
      <p className={hold ? 'font-medium text-wait' : 'text-ink-soft'}>{hold ? t('holdOn') : t('holdOff')}</p>
      {hold && (
        <div>
          <p className="break-words">{hold.reason}</p>
          <p className="text-xs text-ink-soft">
            {t.rich('holdBy', {
              name: hold.set_by.name ?? persons('gone'),
              time: () => <DateText value={hold.set_at} form="dateTime" />,
            })}
          </p>
        </div>
      )}
      <Button onPress={() => ask(true)}>{hold ? t('lift') : t('set')}</Button>
      <ConfirmDialog
        title={hold ? t('liftTitle') : t('setTitle')}
        confirmLabel={hold ? t('lift') : t('set')}
        danger={hold !== null}
        isOpen={isAsking}
        onOpenChange={ask}
        onConfirm={change}
        isBlocked={reason.trim().length < REASON_MIN_SIGNS}
      >
        <p className="mb-4">{hold ? t('liftText') : t('setText')}</p>
        <TextArea label={t('holdReason')} value={reason} onChange={setReason} isRequired />
      </ConfirmDialog>
    </div>
  )
}
