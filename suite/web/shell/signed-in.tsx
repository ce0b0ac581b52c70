/** Everything that needs somebody: asks who it is, opens the live connection, and leads away when the session ends. */
import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { LiveProvider } from '../session/live.tsx'
import { meQuery } from '../session/me.ts'

export const SignedIn = () => {
  const { data: me } = useQuery(meQuery)
  const { href } = useLocation()
  if (!me) return null
  if (!me.user) return <Navigate to="/sign-in" search={{ next: href, ended: '1' } as never} replace />
  // Another person in the same tab gets another connection.
  return (
    <LiveProvider key={me.user.id}>
      <Outlet />
    </LiveProvider>
  )
}
