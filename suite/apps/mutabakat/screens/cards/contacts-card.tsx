/** Who is written to about a card: its main contact, and others with the kinds of letters they get. */
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { type Contact, type CounterpartyDetail, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { useRefreshCards } from './use-cards.ts'

type Person = Pick<Contact, 'name' | 'email' | 'mobile' | 'bounced_at' | 'opted_out'>

const PersonLine = ({ person, what }: { person: Person; what: string }) => {
  const t = useTranslations('mutabakat')
  const reach = [person.email, person.mobile].filter(Boolean).join(' · ')
  return (
    <div className="min-w-0 flex-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{person.name ?? t('cards.nameless')}</span>
        <span className="text-xs text-ink-soft">{what}</span>
      </p>
      <p className="break-words text-ink-soft">{reach || t('cards.no_contact')}</p>
      {person.bounced_at && (
        <p className="mt-1 text-xs text-bad">
          {t.rich('cards.bounced_at', { day: () => <DateText value={person.bounced_at} /> })}
        </p>
      )}
      {person.opted_out && (
        <p className="mt-1">
          <Badge>{t('cards.opted_out')}</Badge>
        </p>
      )}
    </div>
  )
}

export const ContactsCard = ({ card, onEditMain }: { card: CounterpartyDetail; onEditMain: () => void }) => {
  const t = useTranslations('mutabakat')
  const call = useCompanyCall()
  const refresh = useRefreshCards()
  const mayWrite = useMayWrite()
  const [edits, setEdits] = useState<{ contact: Contact | null } | null>(null)
  const [removes, setRemoves] = useState<Contact | null>(null)
  const nameOf = (contact: Contact) => contact.name ?? contact.email ?? contact.mobile ?? ''
  return (
    <Card
      flush
      title={t('cards.contacts')}
      actions={
        mayWrite && (
          <Button small icon={Plus} onPress={() => setEdits({ contact: null })}>
            {t('cards.contact_new')}
          </Button>
        )
      }
    >
      <ul>
        <li className="flex items-start gap-2 px-4 py-3">
          <PersonLine person={{ ...card, name: card.contact_name }} what={t('cards.main_contact')} />
          {mayWrite && <IconButton small icon={Pencil} label={t('cards.main_edit')} onPress={onEditMain} />}
        </li>
        {card.contact_list.map(contact => (
          <li key={contact.id} className="flex items-start gap-2 border-t border-line px-4 py-3">
            <PersonLine
              person={contact}
              what={
                contact.kinds.length === 0
                  ? t('cards.no_kind')
                  : contact.kinds.map(kind => t(`letter_kind.${kind}`)).join(', ')
              }
            />
            {mayWrite && (
              <>
                <IconButton
                  small
                  icon={Pencil}
                  label={t('cards.contact_edit_of', { name: nameOf(contact) })}
                  onPress={() => setEdits({ contact })}
                />
                <IconButton
                  small
                  icon={Trash2}
                  label={t('cards.contact_remove_of', { name: nameOf(contact) })}
                  onPress={() => setRemoves(contact)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {edits && <ContactDialog card_id={card.id} contact={edits.contact} onClose={() => setEdits(null)} />}
      {removes && (
        <ConfirmDialog
          title={t('cards.contact_remove')}
          confirmLabel={t('cards.contact_remove')}
          danger
          isOpen
          onOpenChange={() => setRemoves(null)}
          onConfirm={async () => {
            await call(routes.deleteContact, { params: { id: card.id, contact: removes.id } })
            await refresh()
          }}
        >
          {t('cards.contact_remove_text', { name: nameOf(removes) })}
        </ConfirmDialog>
      )}
    </Card>
  )
}
