/** The last question before a person is erased: a reason, and the address typed once more. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { erasePersonRoute } from '#platform/contract'
import { ApiError } from '../../api/api-error.ts'
import { useErrorText } from '../../api/use-error-text.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { notify } from '../../kit/notify.ts'
import { TextField } from '../../kit/text-field.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { REASON_MIN_SIGNS } from './hold-card.tsx'
import type { Found } from './person-schema.ts'

export type EraseDialogProps = {
  found: Found
  onClose: () => void
  onChanged: () => Promise<void>
  onErased: () => void
}

export const EraseDialog = ({ found, onClose, onChanged, onErased }: EraseDialogProps) => {
  const t = useTranslations('persons')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [reason, setReason] = useState('')
  const { subject, preview, person } = found
  const erase = async () => {
    try {
      await call(erasePersonRoute, { body: { person, preview, confirm: subject, reason } })
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'preview_changed') throw error
      // Nothing is erased unseen: what is held now is shown, and the question begins anew.
      notify({ level: 'warning', text: errorText(error) })
      return onChanged()
    }
    notify({ level: 'success', text: t('erased') })
    void queries.invalidateQueries({ queryKey: companyKey(company) })
    onErased()
  }
  return (
    <ConfirmDialog
      title={t('eraseTitle', { subject })}
      confirmLabel={t('erase')}
      danger
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      onConfirm={erase}
      typeToConfirm={subject}
      isBlocked={reason.trim().length < REASON_MIN_SIGNS}
    >
      <p className="mb-4">{t('eraseText')}</p>
      <TextField
        label={t('reason')}
        description={t('reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isRequired
      />
    </ConfirmDialog>
  )
}
