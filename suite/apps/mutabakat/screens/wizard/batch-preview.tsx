/** What a selection would gather: figures, and its first letters as they are, each with its PDF. */
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import { PdfDialog } from '../../../../web/kit/pdf-dialog.tsx'
import { companyHref, useCompany } from '../../../../web/session/company.tsx'
import { type LetterRow, type BatchPreview as Preview, routes } from '../../contract/index.ts'
import { LetterMoney } from '../letter-money.tsx'
import { SideMark } from '../side-mark.tsx'

export const BatchPreview = ({ preview }: { preview: Preview }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const company = useCompany()
  const [shown, setShown] = useState<LetterRow | null>(null)
  const figures = [
    { id: 'total', value: preview.total },
    { id: 'needs_approval', value: preview.needs_approval },
    { id: 'no_contact', value: preview.no_contact },
  ] as const
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-3 gap-3 text-sm">
        {figures.map(({ id, value }) => (
          <div key={id}>
            <dt className="text-ink-soft">{t(`work.batch.${id}`)}</dt>
            <dd className="tabular text-xl font-bold">{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      {preview.sums.length > 0 && (
        <p className="flex flex-wrap gap-x-4 text-sm">
          <span className="text-ink-soft">{t('work.batch.sums')}</span>
          {preview.sums.map(sum => (
            <span key={`${sum.currency} ${sum.side}`}>
              <Money value={sum} className="font-semibold" /> <SideMark side={sum.side} />
            </span>
          ))}
        </p>
      )}
      {preview.letters.length > 0 && (
        <div>
          <h3 className="mb-1 text-sm font-medium">{t('work.batch.first_five', { count: preview.letters.length })}</h3>
          <ul className="text-sm">
            {preview.letters.map(letter => (
              <li key={letter.id} className="flex items-center gap-3 border-b border-line py-1.5 last:border-0">
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{letter.counterparty.title}</span>
                  <span className="text-xs text-ink-soft">{letter.no}</span>
                </span>
                <span className="whitespace-nowrap">
                  <LetterMoney kind={letter.kind} value={letter.balance} />
                  {letter.documents === null && (
                    <>
                      {' '}
                      <SideMark side={letter.side} />
                    </>
                  )}
                </span>
                <IconButton
                  small
                  icon={FileText}
                  label={`${t('letter.pdf')}: ${letter.no}`}
                  onPress={() => setShown(letter)}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      {shown && (
        <PdfDialog
          title={shown.no}
          href={companyHref(company, routes.letterPdf, { params: { id: shown.id } })}
          isOpen
          onOpenChange={isOpen => !isOpen && setShown(null)}
        />
      )}
    </div>
  )
}
