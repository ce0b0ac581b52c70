/** Gives the chosen cards to a colleague, or to nobody. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '../../../../web/kit/confirm-dialog.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { Select } from '../../../../web/kit/select.tsx'
import { useCompanyCall } from '../../../../web/session/company.tsx'
import { routes } from '../../contract/index.ts'
import { LettersFollow } from './letters-follow.tsx'
import { useChoices, useRefreshCards } from './use-cards.ts'

const NOBODY = 'nobody'

export type AssignDialogProps = { ids: readonly string[]; onDone: () => void; onClose: () => void }

export const AssignDialog = ({ ids, onDone, onClose }: AssignDialogProps) => {
  const t = useTranslations('mutabakat.cards')
  const call = useCompanyCall()
  const choices = useChoices()
  const refresh = useRefreshCards()
  const [who, setWho] = useState<string | null>(null)
  const [letters, setLetters] = useState(true)
  const [intent] = useState(() => crypto.randomUUID())
  const assign = async () => {
    const given = await call(
      routes.assignCounterparties,
      { body: { ids: [...ids], responsible_id: who === NOBODY ? null : who, letters } },
      // Another choice after a failure is another intent.
      { idempotencyKey: `${intent}.${who}.${letters}` },
    )
    await refresh()
    notify({ level: 'success', text: t('assigned', given) })
    onDone()
  }
  return (
    <ConfirmDialog
      title={t('assign')}
      confirmLabel={t('assign_do')}
      isOpen
      onOpenChange={onClose}
      onConfirm={assign}
      isBlocked={who === null}
    >
      <div className="space-y-3">
        <p className="text-sm">{t('assign_text', { count: ids.length })}</p>
        <Select
          label={t('responsible')}
          value={who}
          onChange={setWho}
          options={[
            ...(choices.data?.members ?? []).map(member => ({
              id: member.id,
              label: member.name,
              description: t('load', { count: member.cards }),
            })),
            { id: NOBODY, label: t('nobody') },
          ]}
        />
        <LettersFollow isSelected={letters} onChange={setLetters} />
      </div>
    </ConfirmDialog>
  )
}
