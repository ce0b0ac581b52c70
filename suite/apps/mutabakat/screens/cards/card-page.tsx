/** One counterparty: everything on its card, who is written to, its letters, and what can be done with it. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Ban, Copy, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { WhoIsHere } from '../../../../web/kit/presence-avatars.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type CounterpartyDetail, routes } from '../../contract/index.ts'
import { formatIban } from '../../domain/index.ts'
import { CounterpartyDialog } from '../counterparties/counterparty-dialog.tsx'
import { Facts } from '../facts.tsx'
import { useMayWrite } from '../may-write.ts'
import { CompanyLink } from '../mirror/card-link.tsx'
import { CardLetters } from './card-letters.tsx'
import { ContactsCard } from './contacts-card.tsx'
import { cardRoomOf, useCard, useRefreshCards } from './use-cards.ts'

const CardPage = () => {
  const t = useTranslations('mutabakat')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const company = useCompany()
  const card = useCard(id)
  const mayWrite = useMayWrite()
  const [edits, setEdits] = useState(false)
  const back = {
    to: companyPath(company.slug, 'mutabakat/counterparties'),
    label: t('counterparties.title'),
    beside: card.data && <WhoIsHere room={cardRoomOf(card.data.id)} />,
  }
  return (
    <>
      <PageFrame
        query={card}
        back={back}
        header={data => ({
          title: data.title,
          description: (
            <span className="flex flex-wrap items-center gap-2">
              {data.code}
              {!data.active && <Badge>{t('cards.inactive')}</Badge>}
              {data.linked_company_id && <Badge tone="info">{t('cards.linked')}</Badge>}
            </span>
          ),
          actions: mayWrite && <Deeds card={data} onEdit={() => setEdits(true)} />,
        })}
      >
        {data => (
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <div className="flex min-w-0 flex-col gap-5">
              <SameNumber card={data} />
              <CardFacts card={data} />
              <ContactsCard card={data} onEditMain={() => setEdits(true)} />
              <CompanyLink card_id={data.id} />
            </div>
            <CardLetters id={data.id} />
          </div>
        )}
      </PageFrame>
      {edits && card.data && <CounterpartyDialog counterparty={card.data} isOpen onOpenChange={setEdits} />}
    </>
  )
}

export default CardPage

const CardFacts = ({ card }: { card: CounterpartyDetail }) => {
  const t = useTranslations('mutabakat')
  return (
    <Card title={t('cards.card')}>
      <Facts
        facts={[
          [t('field.kind'), t(`kind.${card.kind}`)],
          [card.tax_kind === 'none' ? t('field.tax_number') : t(`tax_kind.${card.tax_kind}`), card.tax_number],
          [t('field.tax_office'), card.tax_office],
          [t('field.responsible'), card.responsible?.name ?? t('cards.nobody')],
          [t('field.group_code'), card.group_code],
          [t('field.currency'), card.currency],
          [t('field.country'), card.country],
          [t('field.address'), card.address && <span className="whitespace-pre-line">{card.address}</span>],
          [t('field.iban'), card.iban && <span className="tabular">{formatIban(card.iban)}</span>],
          [t('field.locale'), t(`language.${card.locale}`)],
          [t('field.contract_notice'), t(card.contract_notice ? 'cards.yes' : 'cards.no')],
        ]}
      />
    </Card>
  )
}

const SameNumber = ({ card }: { card: CounterpartyDetail }) => {
  const t = useTranslations('mutabakat.cards')
  const company = useCompany()
  if (card.same_tax_number.length === 0) return null
  return (
    <div role="status" className="rounded-card bg-wait-soft px-4 py-3 text-sm text-wait">
      <p className="flex items-center gap-2 font-medium">
        <Copy className="size-4 shrink-0" aria-hidden="true" />
        {t('same_number_text', { number: card.tax_number ?? '' })}
      </p>
      <ul className="mt-1 ps-6">
        {card.same_tax_number.map(other => (
          <li key={other.id}>
            <Link
              to={companyPath(company.slug, `mutabakat/counterparties/${other.id}`)}
              className="underline underline-offset-2"
            >
              {other.code} · {other.title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

const Deeds = ({ card, onEdit }: { card: CounterpartyDetail; onEdit: () => void }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const navigate = useNavigate()
  const refresh = useRefreshCards()
  const [asks, setAsks] = useState<'active' | 'delete' | null>(null)
  const close = () => setAsks(null)
  const turn = async () => {
    const change = { params: { id: card.id }, body: { active: !card.active } }
    await call(routes.updateCounterparty, change, { ifMatch: card.rev })
    await refresh()
  }
  const remove = async () => {
    await call(routes.deleteCounterparty, { params: { id: card.id } })
    await navigate({ to: companyPath(company.slug, 'mutabakat/counterparties') })
    await refresh()
  }
  return (
    <>
      {card.can_delete && (
        <Button icon={Trash2} onPress={() => setAsks('delete')}>
          {t('cards.delete')}
        </Button>
      )}
      <Button icon={card.active ? Ban : RotateCcw} onPress={() => setAsks('active')}>
        {t(card.active ? 'cards.deactivate' : 'cards.activate')}
      </Button>
      <Button tone="primary" icon={Pencil} onPress={onEdit}>
        {t('counterparties.edit')}
      </Button>
      <ConfirmDialog
        title={t(card.active ? 'cards.deactivate' : 'cards.activate')}
        confirmLabel={t(card.active ? 'cards.deactivate' : 'cards.activate')}
        isOpen={asks === 'active'}
        onOpenChange={close}
        onConfirm={turn}
      >
        {t(card.active ? 'cards.deactivate_text' : 'cards.activate_text')}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('cards.delete')}
        confirmLabel={t('cards.delete')}
        danger
        isOpen={asks === 'delete'}
        onOpenChange={close}
        onConfirm={remove}
      >
        {t('cards.delete_text', { title: card.title })}
      </ConfirmDialog>
    </>
  )
}
