/** The two rooms every application shares, and the platform's own events in them. */
import { defineRoom } from '@nabiz/protocol'
import {
  newNotificationSchema,
  notificationsReadSchema,
  type TaskProgress,
  taskCompletedSchema,
  taskProgressSchema,
} from '../task.ts'
import { permissionsChangedSchema, sessionsChangedSchema } from './account.ts'

/** All devices of one person, and nobody else. */
export const personRoom = defineRoom('user:{id}', {
  events: {
    task_progress: {
      schema: taskProgressSchema,
      record: false,
      slot: (data: unknown) => (data as TaskProgress).task_id,
    },
    task_completed: { schema: taskCompletedSchema },
    new_notification: { schema: newNotificationSchema },
    notifications_read: { schema: notificationsReadSchema },
    sessions_changed: { schema: sessionsChangedSchema },
    permissions_changed: { schema: permissionsChangedSchema },
  },
  history: { durable: true },
})

/** The members of a company; applications add their events. */
export const membersRoom = defineRoom('company:{id}', { events: {}, history: { durable: true } })

export const platformRooms = [personRoom, membersRoom]
