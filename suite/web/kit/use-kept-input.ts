/** What somebody was typing when their session ended elsewhere is there again once they are back, in this tab alone. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import type { Me } from '#platform/contract'
import { ME_KEY, useMe } from '../session/me.ts'
import type { FormOf } from './form.tsx'
import { forgetAll, recall, remember } from './tab-memory.ts'

const PREFIX = 'nabiz-kept '

/**
 * For a form that takes a while to fill. `name`: of the form, where a page has several; null keeps nothing. True: its
 * fields were filled with what had been typed. Whoever leaves on purpose, or closes the tab, leaves nothing behind.
 */
export const useKeptInput = <In extends FieldValues, Out>(form: FormOf<In, Out>, name: string | null): boolean => {
  const queries = useQueryClient()
  const { user } = useMe()
  const key = name === null ? null : `${PREFIX}${user.id} ${window.location.pathname} ${name}`
  const [isRestored, setRestored] = useState(false)
  const { isDirty } = form.formState
  const typed = useRef(isDirty)
  typed.current = isDirty
  useEffect(() => {
    if (key === null) return
    const kept = recall(key)
    // What others typed in this tab goes with it: whoever signed in after them gets none of it.
    forgetAll(PREFIX)
    if (kept !== null) {
      form.reset(JSON.parse(kept) as In, { keepDefaultValues: true })
      setRestored(true)
    }
    return () => {
      const isOver = queries.getQueryData<Me>(ME_KEY)?.user === null
      if (isOver && typed.current) remember(key, JSON.stringify(form.getValues()))
    }
  }, [key, form, queries])
  return isRestored
}
