/** The reader's second factor: on or off, its backup codes, and the windows that change it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  disableSecondFactorRoute,
  readSecondFactorRoute,
  renewBackupCodesRoute,
  type SecondFactor,
} from '#platform/contract'
import { call } from '../../api/call.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { notify } from '../../kit/notify.ts'
import { ME_KEY } from '../../session/me.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ProofForm } from './proof-form.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

const KEY = ['second-factor'] as const

type Open = 'begin' | 'renew' | 'disable'

export const SecondFactorCard = () => {
  const t = useTranslations('secondFactor')
  const [open, setOpen] = useState<Open | null>(null)
  const factor = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(readSecondFactorRoute, {}, { signal }) })
  const close = () => setOpen(null)
  return (
    <Card
      title={t('title')}
      actions={factor.data && <Badge tone={factor.data.on ? 'good' : 'wait'}>{t(factor.data.on ? 'on' : 'off')}</Badge>}
    >
      <Loaded query={factor} lines={2}>
        {data => <Shown factor={data} onOpen={setOpen} />}
      </Loaded>
      {open === 'begin' && <BeginDialog onClose={close} />}
      {open === 'renew' && <RenewDialog onClose={close} />}
      {open === 'disable' && <DisableDialog onClose={close} />}
    </Card>
  )
}

const Shown = ({ factor, onOpen }: { factor: SecondFactor; onOpen: (open: Open) => void }) => {
  const t = useTranslations('secondFactor')
  if (!factor.on) {
    return (
      <>
        <p className="text-sm text-ink-soft">{t('offText')}</p>
        <Button className="mt-4" onPress={() => onOpen('begin')}>
          {t('begin')}
        </Button>
      </>
    )
  }
  return (
    <>
      <p className="text-sm text-ink-soft">
        {t.rich('since', { time: () => <DateText value={factor.since} form="long" /> })}
      </p>
      <p className={factor.backup_codes_left < 3 ? 'text-sm text-wait' : 'text-sm text-ink-soft'}>
        {t('left', { count: factor.backup_codes_left })}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button onPress={() => onOpen('renew')}>{t('renew')}</Button>
        <Button tone="quiet" onPress={() => onOpen('disable')}>
          {t('disable')}
        </Button>
      </div>
    </>
  )
}

/** The card, and the companies that wait for a second factor. */
const useRefresh = () => {
  const queries = useQueryClient()
  return () => Promise.all([KEY, ME_KEY].map(queryKey => queries.invalidateQueries({ queryKey })))
}

const BeginDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('secondFactor')
  const refresh = useRefresh()
  const [hasCodes, setHasCodes] = useState(false)
  const begun = () => {
    setHasCodes(true)
    void refresh()
  }
  return (
    <Dialog
      title={t('beginTitle')}
      size="small"
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      isDismissable={!hasCodes}
    >
      <SecondFactorSetup onCodes={begun} onDone={onClose} />
    </Dialog>
  )
}

const RenewDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('secondFactor')
  const refresh = useRefresh()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const renew = async (body: { password: string; code: string }) => {
    setCodes((await call(renewBackupCodesRoute, { body })).backup_codes)
    void refresh()
  }
  return (
    <Dialog
      title={t('renewTitle')}
      size="small"
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      isDismissable={codes === null}
    >
      {codes ? (
        <BackupCodes codes={codes} onDone={onClose} />
      ) : (
        <ProofForm text={t('renewText')} submitLabel={t('renew')} tone="primary" onSubmit={renew} />
      )}
    </Dialog>
  )
}

const DisableDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('secondFactor')
  const refresh = useRefresh()
  const disable = async (body: { password: string; code: string }) => {
    await call(disableSecondFactorRoute, { body }, { rotates: true })
    notify({ level: 'success', text: t('disabled') })
    onClose()
    await refresh()
  }
  return (
    <Dialog
      title={t('disableTitle')}
      size="small"
      role="alertdialog"
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <ProofForm text={t('disableText')} submitLabel={t('disable')} tone="danger" onSubmit={disable} />
    </Dialog>
  )
}
