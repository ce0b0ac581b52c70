/** The rooms every application shares, and the platform's own events in them. */
import { defineRoom } from '@nabiz/protocol'
import {
  newNotificationSchema,
  notificationsReadSchema,
  type TaskProgress,
  taskCompletedSchema,
  taskProgressSchema,
  taskQueuedSchema,
} from '../task.ts'
import { permissionsChangedSchema, sessionsChangedSchema } from './account.ts'
import { invitationsChangedSchema, membersChangedSchema } from './company.ts'
import { personErasedSchema } from './privacy.ts'
import { viewsChangedSchema } from './views.ts'

const taskProgress = {
  schema: taskProgressSchema,
  record: false,
  slot: (data: unknown) => (data as TaskProgress).task_id,
}

/** All devices of one person, and nobody else. */
export const personRoom = defineRoom('user:{id}', {
  events: {
    task_queued: { schema: taskQueuedSchema },
    task_progress: taskProgress,
    task_completed: { schema: taskCompletedSchema },
    new_notification: { schema: newNotificationSchema },
    notifications_read: { schema: notificationsReadSchema },
    sessions_changed: { schema: sessionsChangedSchema },
    permissions_changed: { schema: permissionsChangedSchema },
    person_erased: { schema: personErasedSchema },
    views_changed: { schema: viewsChangedSchema },
  },
  history: { durable: true },
})

/** The members of a company; applications add their events. */
export const membersRoom = defineRoom('company:{id}', {
  events: {
    members_changed: { schema: membersChangedSchema },
    person_erased: { schema: personErasedSchema },
    views_changed: { schema: viewsChangedSchema },
  },
  history: { durable: true },
})

/** The owners and administrators of a company: what they alone may see of it. */
export const leadersRoom = defineRoom('leaders:{id}', {
  events: {
    task_queued: { schema: taskQueuedSchema },
    task_progress: taskProgress,
    task_completed: { schema: taskCompletedSchema },
    invitations_changed: { schema: invitationsChangedSchema },
  },
  history: { durable: true },
})

/** The members of a company who have its settings open, and who of them edits; nothing is told there. */
export const settingsRoom = defineRoom('settings:{id}', { events: {} })

export const platformRooms = [personRoom, membersRoom, leadersRoom, settingsRoom]
