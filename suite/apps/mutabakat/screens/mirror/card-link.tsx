/** On a card: whether it is a company that keeps its books here, was asked to be linked, or may be asked. */
import { Building2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { type CardLink, routes } from '../../contract/index.ts'
import { useDayText } from './use-day-text.ts'
import { useCardLink, useRefreshLinks } from './use-mirror.ts'

export const CompanyLink = ({ card_id }: { card_id: string }) => {
  const t = useTranslations('mutabakat.mirror.card')
  const link = useCardLink(card_id)
  return (
    <Card title={t('title')}>
      <Loaded query={link} lines={2}>
        {data => <State card_id={card_id} link={data} />}
      </Loaded>
    </Card>
  )
}

const State = ({ card_id, link }: { card_id: string; link: CardLink }) => {
  const t = useTranslations('mutabakat.mirror')
  const day = useDayText()
  if (link.state === 'none') return <Ask card_id={card_id} code={link.can.ask.code} />
  if (link.state === 'asked')
    return (
      <>
        <p className="text-sm">{t('card.asked', { by: link.by, date: day(link.at) })}</p>
        <p className="mt-1 text-sm text-ink-soft">{t('card.until', { until: day(link.until) })}</p>
        {link.can.end.ok && <TakeBack card_id={card_id} />}
      </>
    )
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        <Building2 className="size-4 shrink-0 text-accent" aria-hidden="true" />
        <span className="min-w-0 break-words">{t('card.linked', { title: link.company.title })}</span>
      </p>
      <p className="mt-1 text-sm text-ink-soft">{t('links.since', { date: day(link.since) })}</p>
      {link.can.end.ok && <End card_id={card_id} />}
    </>
  )
}

const REASONS = ['link_needs_tax_number', 'company_tax_number_missing', 'link_to_self', 'role_too_low'] as const

const Ask = ({ card_id, code }: { card_id: string; code: string | null }) => {
  const t = useTranslations('mutabakat.mirror.card')
  const why = REASONS.find(reason => reason === code)
  return (
    <>
      <p className="text-sm text-ink-soft">{t('none')}</p>
      {why ? (
        <p className="mt-2 text-sm">{t(`why.${why}`)}</p>
      ) : (
        <Deed icon={Building2} label={t('ask')} done={t('asked_toast')} route={routes.askForLink} card_id={card_id} />
      )}
    </>
  )
}

const TakeBack = ({ card_id }: { card_id: string }) => {
  const t = useTranslations('mutabakat.mirror.links')
  return <Deed icon={Unlink} label={t('take_back')} done={t('taken_back')} route={routes.endLink} card_id={card_id} />
}

type DeedProps = {
  icon: typeof Building2
  label: string
  done: string
  route: typeof routes.askForLink | typeof routes.endLink
  card_id: string
}

const Deed = ({ icon, label, done, route, card_id }: DeedProps) => {
  const call = useCompanyCall()
  const refresh = useRefreshLinks()
  const errorText = useErrorText()
  const [state, setState] = useState<{ is: 'idle' | 'doing' } | { is: 'failed'; error: unknown }>({ is: 'idle' })
  const act = async () => {
    setState({ is: 'doing' })
    try {
      await call(route, { params: { id: card_id } })
      notify({ level: 'success', text: done })
      await refresh()
      setState({ is: 'idle' })
    } catch (error) {
      setState({ is: 'failed', error })
    }
  }
  return (
    <div className="mt-3">
      <Button icon={icon} pending={state.is === 'doing'} onPress={act}>
        {label}
      </Button>
      {state.is === 'failed' && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {errorText(state.error)}
        </p>
      )}
    </div>
  )
}

const End = ({ card_id }: { card_id: string }) => {
  const t = useTranslations('mutabakat.mirror.links')
  const call = useCompanyCall()
  const refresh = useRefreshLinks()
  const [asks, setAsks] = useState(false)
  return (
    <div className="mt-3">
      <Button icon={Unlink} onPress={() => setAsks(true)}>
        {t('end')}
      </Button>
      <ConfirmDialog
        title={t('end_title')}
        confirmLabel={t('end')}
        danger
        isOpen={asks}
        onOpenChange={setAsks}
        onConfirm={async () => {
          await call(routes.endLink, { params: { id: card_id } })
          notify({ level: 'info', text: t('ended') })
          await refresh()
        }}
      >
        {t('end_text')}
      </ConfirmDialog>
    </div>
  )
}
