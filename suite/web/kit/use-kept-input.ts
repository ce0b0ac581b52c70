/** What somebody was typing when their session ended elsewhere is there again once they are back, in this tab alone. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import type { Me } from '#platform/contract'
import { ME_KEY, useMe } from '../session/me.ts'
import type { FormOf } from './form.tsx'

const PREFIX = 'nabiz-kept '

/** What others typed in this tab goes: whoever signed in after them gets none of it. */
const take = (key: string): string | null => {
  const text = sessionStorage.getItem(key)
  for (const kept of Object.keys(sessionStorage)) if (kept.startsWith(PREFIX)) sessionStorage.removeItem(kept)
  return text
}

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
    const kept = take(key)
    if (kept !== null) {
      const values = JSON.parse(kept) as In
      form.reset(values, { keepDefaultValues: true })
      setRestored(true)
    }
    return () => {
      const isOver = queries.getQueryData<Me>(ME_KEY)?.user === null
      if (isOver && typed.current) sessionStorage.setItem(key, JSON.stringify(form.getValues()))
    }
  }, [key, form, queries])
  return isRestored
}
