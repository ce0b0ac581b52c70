/** A panel that a button opens: Escape and a click elsewhere close it, and the focus comes back to the button. */
import { type RefObject, useEffect, useId, useRef, useState } from 'react'

export type Popover = {
  isOpen: boolean
  close(): void
  /** Around both, to know what is elsewhere. */
  frame: RefObject<HTMLDivElement | null>
  button: {
    ref: RefObject<HTMLButtonElement | null>
    'aria-expanded': boolean
    'aria-controls': string | undefined
    'aria-haspopup': 'dialog'
    onClick(): void
  }
  panel: { id: string; tabIndex: -1; ref: RefObject<HTMLDivElement | null> }
}

export const usePopover = (): Popover => {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!isOpen) return
    panel.current?.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    const onElsewhere = ({ target }: Event) => {
      if (target instanceof Node && frame.current?.contains(target) === false) setOpen(false)
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('pointerdown', onElsewhere)
    document.addEventListener('focusin', onElsewhere)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', onElsewhere)
      document.removeEventListener('focusin', onElsewhere)
    }
  }, [isOpen])

  return {
    isOpen,
    close: () => {
      setOpen(false)
      button.current?.focus()
    },
    frame,
    button: {
      ref: button,
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? id : undefined,
      'aria-haspopup': 'dialog',
      onClick: () => setOpen(!isOpen),
    },
    panel: { id, tabIndex: -1, ref: panel },
  }
}
