/** What a command answers becomes what the screen shows. */
import { useQueryClient } from '@tanstack/react-query'
import { useCompany } from '../../../../web/session/company.tsx'
import type { Letter } from '../../contract/index.ts'
import { letterKey } from '../letters/live-letters.ts'

/** The letter as it now is: shown at once, unless the room already brought a newer one. */
export const useKeepLetter = (id: string): ((letter: Letter) => void) => {
  const company = useCompany()
  const queries = useQueryClient()
  return letter => {
    queries.setQueryData<Letter>(letterKey(company, id), known => (known && known.rev > letter.rev ? known : letter))
    void queries.invalidateQueries({ queryKey: [...letterKey(company, id), 'evidence'] })
  }
}
