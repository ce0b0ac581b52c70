/** Everything that needs somebody: asks who it is, opens the live connection, and leads away when the session ends. */
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LiveProvider } from '../session/live.tsx'
import { meQuery } from '../session/me.ts'

export const SignedIn = () => {
  const { data: me } = useQuery(meQuery)
  const router = useRouter()
  const isNobody = me !== undefined && !me.user
  // Once, and from where they were: read while rendering, the address would already be that of the sign-in page, and
  // every change of it would lead there again.
  useEffect(() => {
    if (!isNobody) return
    const next = router.state.location.href
    void router.navigate({ to: '/sign-in', search: { next, ended: '1' }, replace: true })
  }, [isNobody, router])
  if (!me?.user) return null
  // Another person in the same tab gets another connection.
  return (
    <LiveProvider key={me.user.id}>
      <Outlet />
    </LiveProvider>
  )
}
