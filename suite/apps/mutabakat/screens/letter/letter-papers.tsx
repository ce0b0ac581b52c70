/** The papers of a letter: what was sent, what came back, how far each is signed, and whether it is still what was kept. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { fileSize } from '../../../../web/format/file-size.ts'
import { Badge } from '../../../../web/kit/badge.tsx'
import { buttonClasses } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { companyHref, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type Letter, type LetterDocument, routes } from '../../contract/index.ts'
import { letterKey } from '../letters/live-letters.ts'

const Paper = ({ letter_id, paper }: { letter_id: string; paper: LetterDocument }) => {
  const t = useTranslations('mutabakat.work.papers')
  const locale = useLocale()
  const company = useCompany()
  const name = t(`kind.${paper.kind}`)
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5 last:border-0">
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {name}
          <Badge tone={paper.broken_at ? 'bad' : paper.level === 'L0' ? 'neutral' : 'good'}>
            {paper.broken_at ? t('broken') : t(`level.${paper.level}`)}
          </Badge>
        </p>
        <p className="text-xs break-words text-ink-soft">
          {paper.name} · {fileSize(paper.size, locale)} · <DateText value={paper.created_at} form="dateTime" />
        </p>
        <p className="text-xs text-ink-soft">
          <code title={paper.sha256}>{paper.sha256.slice(0, 12)}</code>
          {paper.kind === 'letter' || paper.kind === 'answer' ? (
            <>
              {' · '}
              <Link to={`/p/verify/${paper.verify_code}`} className="text-accent underline">
                {t('verify')}
              </Link>
            </>
          ) : null}
        </p>
      </div>
      <a
        href={companyHref(company, routes.letterDocument, { params: { id: letter_id, document_id: paper.id } })}
        download={paper.name}
        aria-label={t('download', { name })}
        className={buttonClasses('secondary', true)}
      >
        <Download className="size-4" aria-hidden="true" />
      </a>
    </li>
  )
}

export const LetterPapers = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.work.papers')
  const company = useCompany()
  const call = useCompanyCall()
  const papers = useQuery({
    // With the letter's rev: papers come with its events.
    queryKey: [...letterKey(company, letter.id), 'papers', letter.rev],
    queryFn: ({ signal }) => call(routes.letterDocuments, { params: { id: letter.id } }, { signal }),
    placeholderData: previous => previous,
  })
  return (
    <Card title={t('title')}>
      {papers.data ? (
        papers.data.items.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('none')}</p>
        ) : (
          <ul>
            {papers.data.items.map(paper => (
              <Paper key={paper.id} letter_id={letter.id} paper={paper} />
            ))}
          </ul>
        )
      ) : (
        <NotLoaded query={papers} lines={2} />
      )}
    </Card>
  )
}
