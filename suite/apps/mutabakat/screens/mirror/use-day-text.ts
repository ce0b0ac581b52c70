/** The day of an instant inside a sentence, where no element can stand. */
import { useFormatter } from 'use-intl'

export const useDayText = (): ((at: string) => string) => {
  const format = useFormatter()
  return at => format.dateTime(new Date(at), { dateStyle: 'medium' })
}
