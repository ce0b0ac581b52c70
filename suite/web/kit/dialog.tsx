/**
 * A window over the page: focus stays in it, Escape and the veil close it. The veil closes no question (`alertdialog`): the
 * second click of a double click would take back what the first asked. Open it by state or inside a `DialogTrigger`.
 */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import { IconButton } from './icon-button.tsx'

export { DialogTrigger } from 'react-aria-components'

export type DialogProps = {
  title: string
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  size?: 'small' | 'medium' | 'large' | 'full'
  /** False: only a button closes it (a running upload). */
  isDismissable?: boolean
  role?: 'dialog' | 'alertdialog'
  children: ReactNode | ((close: () => void) => ReactNode)
  footer?: ReactNode | ((close: () => void) => ReactNode)
}

const SIZES = {
  small: 'sm:max-w-md',
  medium: 'sm:max-w-xl',
  large: 'sm:max-w-3xl',
  full: 'sm:h-[90dvh] sm:max-w-6xl',
} as const

export const veilClasses = 'enter-fade fixed inset-0 z-40 bg-veil'

const filled = (part: ReactNode | ((close: () => void) => ReactNode), close: () => void): ReactNode =>
  typeof part === 'function' ? part(close) : part

export const Dialog = ({
  title,
  isOpen,
  onOpenChange,
  size = 'medium',
  isDismissable = true,
  role = 'dialog',
  children,
  footer,
}: DialogProps) => {
  const t = useTranslations('kit')
  return (
    <ModalOverlay
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
      isDismissable={isDismissable && role !== 'alertdialog'}
      isKeyboardDismissDisabled={!isDismissable}
      className={classes(veilClasses, 'flex items-end justify-center sm:items-center sm:p-6')}
    >
      <Modal className={classes('enter-rise flex max-h-[92dvh] w-full', SIZES[size])}>
        <AriaDialog
          role={role}
          className="flex w-full flex-col overflow-hidden rounded-t-2xl border border-line bg-surface shadow-pop outline-none sm:rounded-2xl"
        >
          {({ close }) => (
            <>
              <header className="flex items-center gap-3 border-b border-line py-3 ps-5 pe-3">
                <Heading slot="title" className="min-w-0 flex-1 text-lg font-semibold">
                  {title}
                </Heading>
                {isDismissable && <IconButton label={t('close')} icon={X} small onPress={close} />}
              </header>
              <div className="min-h-0 flex-1 overflow-auto p-5">{filled(children, close)}</div>
              {footer && (
                <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
                  {filled(footer, close)}
                </footer>
              )}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
