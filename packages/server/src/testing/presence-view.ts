/** What a watcher knows: members put together from pages and differences in the order of arrival, checked as they come. */
import type { PresenceChangedFrame, PresenceListAnswerFrame, PresenceMember } from '@nabiz/protocol'
import type { Frame } from './wire-client.ts'

export type PresenceView = {
  members: Map<string, PresenceMember>
  count: number
  version: number
  /** Differences were left out: only a new list helps. */
  truncated: boolean
  /** What broke a rule. */
  faults: string[]
}

/** Reads every frame of one connection about one room; a join begins anew. */
export const presenceView = (frames: readonly Frame[], room: string): PresenceView => {
  const view: PresenceView = { members: new Map(), count: 0, version: 0, truncated: false, faults: [] }
  for (const frame of frames) {
    if (frame.room !== room) continue
    if (frame.type === 'room_joined' && frame.presence) {
      const { count, version } = frame.presence as { count: number; version: number }
      Object.assign(view, { count, version, members: new Map(), truncated: false })
    } else if (frame.type === 'presence_changed') {
      const { version, count, joined = [], updated = [], left = [], truncated } = frame as never as PresenceChangedFrame
      if (version !== view.version + 1 && !truncated) view.faults.push(`version ${version} after ${view.version}`)
      if (truncated && version < view.version) view.faults.push(`version ${version} back from ${view.version}`)
      view.truncated ||= truncated ?? false
      for (const member of [...joined, ...updated]) view.members.set(member.member, member)
      for (const { member } of left) view.members.delete(member)
      Object.assign(view, { version, count })
    } else if (frame.type === 'presence_list') {
      for (const member of (frame as never as PresenceListAnswerFrame).members) view.members.set(member.member, member)
    }
  }
  return view
}
