/** A panel from the side: the phone's navigation, a record beside its list. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import { veilClasses } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'

export type DrawerProps = {
  title: string
  side?: 'start' | 'end'
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  wide?: boolean
  children: ReactNode
}

export const Drawer = ({ title, side = 'end', isOpen, onOpenChange, wide = false, children }: DrawerProps) => {
  const t = useTranslations('kit')
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={veilClasses}>
      <Modal
        className={classes(
          'fixed inset-y-0 flex w-full border-line bg-surface shadow-pop',
          side === 'start' ? 'enter-start left-0 max-w-72 border-e' : 'enter-end right-0 border-s',
          side === 'end' && (wide ? 'max-w-3xl' : 'max-w-md'),
        )}
      >
        <Dialog className="flex w-full flex-col outline-none">
          {({ close }) => (
            <>
              <header className="flex h-16 shrink-0 items-center gap-3 border-b border-line ps-5 pe-3">
                <Heading slot="title" className="min-w-0 flex-1 truncate font-semibold">
                  {title}
                </Heading>
                <IconButton label={t('close')} icon={X} small onPress={close} />
              </header>
              <div className="min-h-0 flex-1 overflow-auto">{children}</div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
