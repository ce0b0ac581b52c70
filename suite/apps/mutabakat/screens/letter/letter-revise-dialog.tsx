/** A new version of a letter that was not agreed to: other figures, the old ones kept. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Dialog } from '../../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../../web/kit/form.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { TextArea } from '../../../../web/kit/text-area.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type Letter, routes } from '../../contract/index.ts'
import { isBabs } from '../../domain/index.ts'
import { BabsFields } from '../letter-form/babs-fields.tsx'
import { BalanceFields } from '../letter-form/balance-fields.tsx'
import { DueFields } from '../letter-form/due-fields.tsx'
import { bodyOf, fieldsOf, letterFields } from '../letter-form/letter-fields.ts'
import { useUsualScope } from '../letter-form/letter-form.tsx'
import type { DeedProps } from './letter-deeds.tsx'

const Revised = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const [intent] = useState(() => crypto.randomUUID())
  const usualScope = useUsualScope()
  // The other side's figures are what a correction most often arrives at.
  const theirs = letter.answer?.own_balance
  const fields = fieldsOf(letter)
  const form = useZodForm(letterFields, {
    defaultValues: {
      ...fields,
      amount: theirs?.currency === letter.balance.currency ? theirs.amount : fields.amount,
      count: letter.answer?.own_count ?? fields.count,
    },
  })
  return (
    <Form
      form={form}
      onSubmit={async value => {
        const { balance, side, rate, note, documents, dues } = bodyOf(value, usualScope)
        const body = { balance, side, rate, note, ...(documents && { documents }), ...(dues && { dues }) }
        const made = await call(
          routes.reviseLetter,
          { params: { id: letter.id }, body },
          { idempotencyKey: intent, ifMatch: letter.rev },
        )
        notify({ level: 'success', text: t('work.letter.revised', { no: made.no, version: made.version }) })
        await navigate({ to: companyPath(slug, `mutabakat/letters/${made.id}`) })
      }}
      footer={({ isSubmitting }) => (
        <div className="flex justify-end">
          <Button tone="primary" type="submit" pending={isSubmitting}>
            {t('work.letter.revise')}
          </Button>
        </div>
      )}
    >
      <p className="text-sm text-ink-soft">{t('work.letter.revise_text')}</p>
      {isBabs(letter.kind) ? (
        <BabsFields form={form} usualScope={usualScope} isVersion />
      ) : letter.kind === 'cari_vade' ? (
        <DueFields form={form} isVersion />
      ) : (
        <BalanceFields form={form} isVersion />
      )}
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('form.note')} maxLength={2000} />}
      </FormField>
    </Form>
  )
}

export const ReviseDialog = ({ letter, isOpen, onOpenChange }: DeedProps) => {
  const t = useTranslations('mutabakat.work.letter')
  return (
    <Dialog title={t('revise')} size="large" isOpen={isOpen} onOpenChange={onOpenChange}>
      {() => <Revised letter={letter} />}
    </Dialog>
  )
}
