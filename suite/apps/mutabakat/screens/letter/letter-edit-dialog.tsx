/** A draft's figures, changed in a window; what somebody else saved meanwhile is shown and nothing typed is lost. */
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { EditingHere } from '../../../../web/kit/presence-avatars.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { type Letter, routes } from '../../contract/index.ts'
import { formatDay, formatLetterMoney, sideForUs } from '../../domain/index.ts'
import { fieldsOf } from '../letter-form/letter-fields.ts'
import { LetterForm } from '../letter-form/letter-form.tsx'
import { roomOf } from '../letters/live-letters.ts'
import { currentOf, StaleNote } from '../stale-note.tsx'
import type { DeedProps } from './letter-deeds.tsx'
import { useKeepLetter } from './letter-keep.ts'

const Edited = ({ letter, onDone }: { letter: Letter; onDone: () => void }) => {
  const t = useTranslations('mutabakat.form')
  const kinds = useTranslations('mutabakat.kinds')
  const locale = useLocale()
  const call = useCompanyCall()
  const keep = useKeepLetter(letter.id)
  // The figures that the form began with; live changes do not move what is being typed.
  const [base, setBase] = useState(letter)
  const [theirs, setTheirs] = useState<Letter | null>(null)
  return (
    <>
      <EditingHere room={roomOf(letter.id)} />
      {theirs && (
        <div className="mb-4">
          <StaleNote
            changes={[
              [
                t('balance'),
                `${formatLetterMoney(theirs.kind, fromMoneyJson(theirs.balance), locale)} · ${sideForUs(theirs.side, locale)}`,
              ],
              ...(theirs.documents ? ([[kinds('form.count'), String(theirs.documents.count)]] as const) : []),
              [t('balance_date'), formatDay(theirs.balance_date, locale)],
              [t('note'), theirs.note ?? '–'],
            ]}
          />
        </div>
      )}
      <LetterForm
        isNew={false}
        defaultValues={fieldsOf(letter)}
        onSubmit={async ({ kind, counterparty_id, documents, dues, auditor, responsible_id, ...figures }) => {
          const body = {
            ...figures,
            ...(responsible_id && { responsible_id }),
            ...(documents && { documents }),
            ...(dues && { dues }),
            ...(auditor && { auditor }),
          }
          try {
            keep(await call(routes.updateLetter, { params: { id: letter.id }, body }, { ifMatch: base.rev }))
            onDone()
          } catch (error) {
            const current = currentOf<Letter>(error)
            if (!current) throw error
            setTheirs(current)
            setBase(current)
          }
        }}
        footer={({ isSubmitting }) => (
          <div className="flex justify-end">
            <Button tone="primary" type="submit" pending={isSubmitting}>
              {t('save')}
            </Button>
          </div>
        )}
      />
    </>
  )
}

export const EditDialog = ({ letter, isOpen, onOpenChange }: DeedProps) => {
  const t = useTranslations('mutabakat.form')
  return (
    <Dialog title={t('edit_title')} size="large" isOpen={isOpen} onOpenChange={onOpenChange}>
      {close => <Edited letter={letter} onDone={close} />}
    </Dialog>
  )
}
