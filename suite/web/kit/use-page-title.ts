/** Names the tab after the screen. */
import { useEffect } from 'react'

export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · Nabız`
  }, [title])
}
