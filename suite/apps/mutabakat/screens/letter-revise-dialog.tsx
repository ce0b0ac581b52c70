/** A new version of a letter that was not agreed to: other figures, the old ones kept. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button } from '../../../web/kit/button.tsx'
import { Dialog } from '../../../web/kit/dialog.tsx'
import { Form, FormField, useZodForm } from '../../../web/kit/form.tsx'
import { MoneyField } from '../../../web/kit/money-field.tsx'
import { notify } from '../../../web/kit/notify.ts'
import { RadioGroup } from '../../../web/kit/radio-group.tsx'
import { TextArea } from '../../../web/kit/text-area.tsx'
import { useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { companyPath } from '../../../web/session/company-path.ts'
import { type Letter, routes, SIDES } from '../contract/index.ts'
import type { DeedProps } from './letter-deeds.tsx'

const schema = z.object({
  amount: z.string().regex(/^\d{1,16}\.\d{2}$/),
  side: z.enum(SIDES),
  note: z.string().max(2000),
})

const Revised = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const [intent] = useState(() => crypto.randomUUID())
  // The other side's figure is what a correction most often arrives at.
  const theirs = letter.answer?.own_balance
  const form = useZodForm(schema, {
    defaultValues: {
      amount: theirs?.currency === letter.balance.currency ? theirs.amount : letter.balance.amount,
      side: letter.side,
      note: letter.note ?? '',
    },
  })
  return (
    <Form
      form={form}
      onSubmit={async ({ amount, side, note }) => {
        const body = {
          balance: { amount, currency: letter.balance.currency },
          side,
          rate: letter.rate,
          note: note || null,
        }
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
      <FormField form={form} name="amount">
        {field => <MoneyField {...field} currency={letter.balance.currency} label={t('form.balance')} isRequired />}
      </FormField>
      <FormField form={form} name="side">
        {field => (
          <RadioGroup
            {...field}
            label={t('form.side')}
            options={SIDES.map(id => ({ id, label: t(`side.${id}_hint`), description: t(`side.${id}`) }))}
          />
        )}
      </FormField>
      <FormField form={form} name="note">
        {field => <TextArea {...field} label={t('form.note')} maxLength={2000} />}
      </FormField>
    </Form>
  )
}

export const ReviseDialog = ({ letter, isOpen, onOpenChange }: DeedProps) => {
  const t = useTranslations('mutabakat.work.letter')
  return (
    <Dialog title={t('revise')} isOpen={isOpen} onOpenChange={onOpenChange}>
      {() => <Revised letter={letter} />}
    </Dialog>
  )
}
