/** Asks before something that cannot be taken back: says what happens, and names the deed on the button. */
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../api/use-error-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

export type ConfirmDialogProps = {
  title: string
  /** What cannot be undone, in a sentence. */
  children: ReactNode
  /** The deed, such as "Delete the letter"; never "OK". */
  confirmLabel: string
  /** The dialog stays open, pending, until it settles; a failure is shown inside. */
  onConfirm: () => Promise<unknown>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  danger?: boolean
  /** Must be typed before the button works, for what destroys much. */
  typeToConfirm?: string
  /** True while something the dialog asks for is missing. */
  isBlocked?: boolean
}

export const ConfirmDialog = ({
  title,
  children,
  confirmLabel,
  onConfirm,
  isOpen,
  onOpenChange,
  danger = false,
  typeToConfirm,
  isBlocked = false,
}: ConfirmDialogProps) => {
  const t = useTranslations('kit')
  const errorText = useErrorText()
  const [state, setState] = useState<{ is: 'asking' } | { is: 'doing' } | { is: 'failed'; error: unknown }>({
    is: 'asking',
  })
  const [typed, setTyped] = useState('')
  const change = (next: boolean) => {
    setState({ is: 'asking' })
    setTyped('')
    onOpenChange(next)
  }
  const confirm = async () => {
    setState({ is: 'doing' })
    try {
      await onConfirm()
      change(false)
    } catch (error) {
      setState({ is: 'failed', error })
    }
  }
  return (
    <Dialog
      title={title}
      size="small"
      role="alertdialog"
      isOpen={isOpen}
      onOpenChange={change}
      isDismissable={state.is !== 'doing'}
      footer={close => (
        <>
          <Button tone="quiet" onPress={close} isDisabled={state.is === 'doing'}>
            {t('cancel')}
          </Button>
          <Button
            tone={danger ? 'danger' : 'primary'}
            pending={state.is === 'doing'}
            isDisabled={isBlocked || (typeToConfirm !== undefined && typed.trim() !== typeToConfirm)}
            onPress={confirm}
          >
            {confirmLabel}
          </Button>
        </>
      )}
    >
      <div className="space-y-4">
        <div>{children}</div>
        {typeToConfirm !== undefined && (
          <TextField label={t('typeToConfirm', { text: typeToConfirm })} value={typed} onChange={setTyped} />
        )}
        {state.is === 'failed' && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
            {errorText(state.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
