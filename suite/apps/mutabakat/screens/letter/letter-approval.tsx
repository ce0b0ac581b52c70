/** Four eyes: who asked, and approving or sending back within a thumb's reach on a phone. */
import { Check, CornerUpLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { RelativeTime } from '../../../../web/kit/relative-time.tsx'
import type { Letter } from '../../contract/index.ts'
import { ApproveDialog, SendBackDialog } from './letter-deeds.tsx'

export const LetterApproval = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.work')
  const [open, setOpen] = useState<'none' | 'approve' | 'send_back'>('none')
  if (letter.status !== 'pending_approval') return null
  const { approve, send_back } = letter.can
  const state = (which: typeof open) => ({
    letter,
    isOpen: open === which,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? which : 'none'),
  })
  return (
    <section
      aria-label={t('letter.asks')}
      className="mb-5 flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface p-4 shadow-card max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:mb-0 max-sm:rounded-b-none"
    >
      <div className="min-w-0 flex-1 basis-56">
        {approve.ok && <p className="font-semibold">{t('letter.asks')}</p>}
        {letter.submitted && (
          <p className="text-sm text-ink-soft">
            {t('letter.asked_by', { name: letter.submitted.name })} · <RelativeTime value={letter.submitted.at} />
          </p>
        )}
        {approve.code === 'letter_own_approval' && (
          <p className="text-sm text-ink-soft">{t('why.letter_own_approval')}</p>
        )}
      </div>
      {approve.ok && (
        <div className="flex gap-2 max-sm:w-full">
          {send_back.ok && (
            <Button icon={CornerUpLeft} className="max-sm:h-12 max-sm:flex-1" onPress={() => setOpen('send_back')}>
              {t('letter.send_back')}
            </Button>
          )}
          <Button tone="primary" icon={Check} className="max-sm:h-12 max-sm:flex-1" onPress={() => setOpen('approve')}>
            {t('letter.approve')}
          </Button>
        </div>
      )}
      <ApproveDialog {...state('approve')} />
      <SendBackDialog {...state('send_back')} />
    </section>
  )
}
