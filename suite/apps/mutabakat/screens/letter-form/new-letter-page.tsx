/** Writes one letter by hand: saved as a draft, or saved and sent in one go. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { routes, WRITTEN_KINDS } from '../../contract/index.ts'
import { monthEnd } from '../babs/month.ts'
import { emptyFields } from './letter-fields.ts'
import { type LetterDraft, LetterForm } from './letter-form.tsx'

/** The last day of the month before this one: what a reconciliation is nearly always about. */
const lastMonthEnd = (): string => {
  const today = new Date()
  return new Date(Date.UTC(today.getFullYear(), today.getMonth(), 0)).toISOString().slice(0, 10)
}

/** The address may say what the letter is about: `?kind=bs&month=2026-10`. */
const useFirstFields = () => {
  const { kind, month } = useSearch({ strict: false }) as { kind?: string; month?: string }
  const day = month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? monthEnd(month) : lastMonthEnd()
  return emptyFields(
    day,
    WRITTEN_KINDS.find(known => known === kind),
  )
}

const NewLetterPage = () => {
  const t = useTranslations('mutabakat.form')
  const { slug } = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const [intent] = useState(() => crypto.randomUUID())
  const sendsToo = useRef(false)
  const first = useFirstFields()
  const save = async (body: LetterDraft) => {
    const letter = await call(routes.createLetter, { body }, { idempotencyKey: intent })
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
          isNew
          defaultValues={first}
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
