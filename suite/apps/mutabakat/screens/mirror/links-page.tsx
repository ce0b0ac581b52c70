/** Companies that are linked with ours, that ask to be, and that were asked. */
import { Link } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { NotFoundPage } from '../../../../web/kit/not-found-page.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type LinkInvitation, type Links, routes } from '../../contract/index.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { useDayText } from './use-day-text.ts'
import { useMayLink } from './use-may-link.ts'
import { useLinks, useRefreshLinks } from './use-mirror.ts'

const LinksPage = () => (useMayLink() ? <AllLinks /> : <NotFoundPage />)

export default LinksPage

const AllLinks = () => {
  const t = useTranslations('mutabakat.mirror')
  const { slug } = useCompany()
  return (
    <PageFrame
      query={useLinks()}
      back={{ to: companyPath(slug, 'mutabakat/incoming'), label: t('letter.back') }}
      header={{ title: t('links.title'), description: t('links.text') }}
      lines={6}
    >
      {data => (
        <div className="flex max-w-4xl flex-col gap-5">
          <Invitations invitations={data.invitations} />
          {data.requests.length > 0 && <Requests requests={data.requests} />}
          <Linked linked={data.linked} />
        </div>
      )}
    </PageFrame>
  )
}

const Invitations = ({ invitations }: { invitations: Links['invitations'] }) => {
  const t = useTranslations('mutabakat.mirror.links')
  const call = useCompanyCall()
  const refresh = useRefreshLinks()
  const [asks, setAsks] = useState<{ is: 'accept' | 'refuse'; one: LinkInvitation } | null>(null)
  const close = () => setAsks(null)
  return (
    <Card title={t('invitations')} flush={invitations.length > 0}>
      {invitations.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('no_invitations')}</p>
      ) : (
        <ul>
          {invitations.map(one => (
            <li key={one.id} className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3">
              <div className="min-w-0 flex-1 basis-64">
                <p className="font-medium break-words">{one.from.title}</p>
                <p className="text-sm text-ink-soft">
                  {t('tax_number', { number: one.from.tax_number })}
                  {one.from.tax_office && ` · ${one.from.tax_office}`}
                </p>
                <p className="text-xs text-ink-soft">
                  <Asked at={one.asked_at} until={one.until} />
                </p>
              </div>
              <div className="flex gap-2">
                <Button tone="quiet" onPress={() => setAsks({ is: 'refuse', one })}>
                  {t('refuse')}
                </Button>
                <Button tone="primary" onPress={() => setAsks({ is: 'accept', one })}>
                  {t('accept')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {asks?.is === 'accept' && <AcceptDialog invitation={asks.one} onClose={close} />}
      {asks?.is === 'refuse' && (
        <ConfirmDialog
          title={t('refuse_title')}
          confirmLabel={t('refuse')}
          danger
          isOpen
          onOpenChange={close}
          onConfirm={async () => {
            await call(routes.refuseLink, { params: { id: asks.one.id } })
            await refresh()
          }}
        >
          {t('refuse_text', { title: asks.one.from.title })}
        </ConfirmDialog>
      )}
    </Card>
  )
}

const Asked = ({ at, until }: { at: string; until: string }) => {
  const t = useTranslations('mutabakat.mirror.links')
  const day = useDayText()
  return <>{t('asked', { date: day(at), until: day(until) })}</>
}

const CardLink = ({ card }: { card: Links['linked'][number]['counterparty'] }) => {
  const { slug } = useCompany()
  return (
    <Link
      to={companyPath(slug, `mutabakat/counterparties/${card.id}`)}
      className="min-w-0 flex-1 basis-56 font-medium break-words hover:text-accent"
    >
      <span className="text-ink-soft">{card.code}</span> {card.title}
    </Link>
  )
}

const Requests = ({ requests }: { requests: Links['requests'] }) => {
  const t = useTranslations('mutabakat.mirror.links')
  return (
    <Card flush title={t('requests')}>
      <ul>
        {requests.map(({ counterparty, at, until }) => (
          <li
            key={counterparty.id}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-sm"
          >
            <CardLink card={counterparty} />
            <span className="text-ink-soft">
              <Asked at={at} until={until} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Linked = ({ linked }: { linked: Links['linked'] }) => {
  const t = useTranslations('mutabakat.mirror.links')
  const day = useDayText()
  return (
    <Card flush title={t('linked')}>
      {linked.length === 0 ? (
        <EmptyState icon={Building2} title={t('none_title')}>
          {t('none_text')}
        </EmptyState>
      ) : (
        <ul>
          {linked.map(({ counterparty, company, since }) => (
            <li
              key={counterparty.id}
              className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-sm"
            >
              <CardLink card={counterparty} />
              <span className="min-w-0 break-words">{company.title}</span>
              <span className="text-ink-soft">{t('since', { date: day(since) })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
