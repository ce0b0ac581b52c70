/** Writes one letter by hand: saved as a draft, or saved and sent in one go. */
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../web/kit/button.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { notify } from '../../../web/kit/notify.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { companyPath } from '../../../web/session/company-path.ts'
import { routes } from '../contract/index.ts'
import { type LetterFields, LetterForm } from './letter-form.tsx'

/** The last day of the month before this one: what a reconciliation is nearly always about. */
const lastMonthEnd = (): string => {
  const today = new Date()
  return new Date(Date.UTC(today.getFullYear(), today.getMonth(), 0)).toISOString().slice(0, 10)
}

const NewLetterPage = () => {
  const t = useTranslations('mutabakat.form')
  const { slug } = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const [intent] = useState(() => crypto.randomUUID())
  const sendsToo = useRef(false)
  const save = async (value: LetterFields) => {
    const { amount, currency, note, ...rest } = value
    const letter = await call(
      routes.createLetter,
      { body: { ...rest, balance: { amount, currency }, note: note || null } },
      { idempotencyKey: intent },
    )
    if (sendsToo.current)
      await call(routes.sendLetter, { params: { id: letter.id } }, { idempotencyKey: `${intent}-send` })
    notify({ level: 'success', text: t(sendsToo.current ? 'sent' : 'saved', { no: letter.no }) })
    await navigate({ to: companyPath(slug, `mutabakat/letters/${letter.id}`) })
  }
  return (
    <>
      <PageHeader title={t('new_title')} />
      <Card className="max-w-3xl">
        <LetterForm
          choosesCounterparty
          defaultValues={{
            counterparty_id: '',
            balance_date: lastMonthEnd(),
            amount: '',
            currency: 'TRY',
            side: 'B',
            note: '',
          }}
          onSubmit={save}
          footer={({ isSubmitting }) => (
            <div className="flex flex-wrap justify-end gap-2">
              <Button
                type="submit"
                tone="secondary"
                pending={isSubmitting}
                onPress={() => {
                  sendsToo.current = true
                }}
              >
                {t('save_and_send')}
              </Button>
              <Button
                type="submit"
                tone="primary"
                pending={isSubmitting}
                onPress={() => {
                  sendsToo.current = false
                }}
              >
                {t('save')}
              </Button>
            </div>
          )}
        />
      </Card>
    </>
  )
}

export default NewLetterPage
