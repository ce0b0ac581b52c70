/** The day of an instant inside a sentence, where no element can stand. */
import { useDateTime } from '../../../../web/kit/use-date-time.ts'

export const useDayText = (): ((at: string) => string) => {
  const dateTime = useDateTime()
  return at => dateTime(new Date(at), { dateStyle: 'medium' })
}
