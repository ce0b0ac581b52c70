/** Posts as they are made, edited and deleted, from `post_updated`. */
import type { RoomEvent } from '@nabiz/protocol'
import { useMemo } from 'react'
import { fieldsOf, numberOf, textOf } from './event-data.ts'
import { useEventReducer } from './use-event-reducer.ts'

export type RealtimePost = {
  readonly post_id: string
  /** Counts up with every edit: what is older than the one here changes nothing. */
  readonly rev: number
  readonly status: string | null
  readonly by: string | null
  /** ms, of the last change. */
  readonly at: number
  /** What the events said of it so far. */
  readonly fields: Readonly<Record<string, unknown>>
}

export type PostChange = {
  readonly post_id: string
  readonly action: string
  readonly by: string | null
  readonly at: number
}

export type RealtimePostsOptions = {
  /** Default `posts`. */
  room?: string | null
  /** How many are kept, the last changed. Default 100. */
  max?: number
  /** What there was before, from your own server, last changed first. */
  initial?: readonly RealtimePost[]
}

export type RealtimePostsHook = {
  /** Last changed first. */
  posts: readonly RealtimePost[]
  lastChange: PostChange | null
}

type Known = {
  readonly live: readonly RealtimePost[]
  readonly deleted: readonly RealtimePost[]
  readonly lastChange: PostChange | null
}

const NONE: readonly RealtimePost[] = Object.freeze([])

const takePost = (state: Known, event: RoomEvent, max: number): Known => {
  const data = fieldsOf(event.data)
  const post_id = event.type === 'post_updated' ? textOf(data.post_id) : null
  if (post_id === null) return state
  const known = [...state.live, ...state.deleted].find(post => post.post_id === post_id)
  const rev = numberOf(data.rev) ?? (known?.rev ?? 0) + 1
  if (known !== undefined && rev <= known.rev) return state
  const by = textOf(data.by) ?? event.user_id
  const action = textOf(data.action) ?? 'edited'
  const post: RealtimePost = {
    post_id,
    rev,
    status: textOf(data.status) ?? known?.status ?? null,
    by,
    at: event.timestamp,
    fields: { ...known?.fields, ...fieldsOf(data.changed) },
  }
  const others = (posts: readonly RealtimePost[]) => posts.filter(one => one.post_id !== post_id)
  const isGone = action === 'deleted'
  return {
    live: (isGone ? others(state.live) : [post, ...others(state.live)]).slice(0, max),
    // Remembered without its content, so that a late edit does not bring it back.
    deleted: (isGone ? [{ ...post, fields: {} }, ...others(state.deleted)] : others(state.deleted)).slice(0, max),
    lastChange: { post_id, action, by, at: event.timestamp },
  }
}

export const useRealtimePosts = (options: RealtimePostsOptions = {}): RealtimePostsHook => {
  const { room = 'posts', max = 100, initial = NONE } = options
  const [{ live, lastChange }] = useEventReducer<Known>(room, (state, event) => takePost(state, event, max), {
    live: initial,
    deleted: NONE,
    lastChange: null,
  })
  return useMemo(() => ({ posts: live, lastChange }), [live, lastChange])
}
