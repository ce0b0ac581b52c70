/** What the platform says to people, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { tr } from './tr.ts'

export const en = {
  errors: {
    bad_request: 'Some of what you entered needs to be corrected.',
    company_required: 'Choose a company first.',
    unauthenticated: 'You are signed out. Please sign in again.',
    bad_credentials: 'The e-mail address or the password is wrong.',
    forbidden: 'You do not have permission to do this.',
    foreign_origin: 'This request came from another site and was not accepted.',
    not_found: 'What you are looking for was not found.',
    conflict: 'The record is in a state that does not allow this.',
    idempotency_key_reused: 'This request was sent before with other contents.',
    stale: 'The record changed while you were looking at it. See its latest state and try again.',
    too_large: 'What you sent is too large.',
    unsupported_media_type: 'This type of content is not accepted here.',
    rate_limited:
      'Too many attempts. Try again {minutes, plural, =0 {in a moment} one {in # minute} other {in # minutes}}.',
    internal: 'Something went wrong. It was recorded; please try again in a moment.',
    unavailable: 'The server is getting ready. Try again in a few seconds.',
    link_over: 'This link is not valid, was used before or has expired.',
    address_taken: 'There is already an account with this e-mail address.',
    already_member: 'This person is already a member of the company.',
    wrong_password: 'Your current password is wrong.',
    last_owner: 'A company needs at least one owner.',
    only_company: 'Create your own company before deleting the sample.',
  },
  fields: {
    required: 'This field is required.',
    invalid: 'This value is not valid.',
    too_small: 'This value is too small or too short.',
    too_big: 'This value is too big or too long.',
    email: 'Enter a valid e-mail address.',
    time_zone: 'This time zone is not known.',
    weak_password: 'This password is too well known. Choose another one.',
    min_length: 'Enter at least {minimum, plural, one {# character} other {# characters}}.',
    max_length: 'Enter at most {maximum, plural, one {# character} other {# characters}}.',
  },
  role: {
    owner: 'Owner',
    admin: 'Administrator',
    manager: 'Manager',
    member: 'Member',
    viewer: 'Viewer',
  },
  session: {
    ended: 'Your session was ended.',
    permissions_changed: 'Your role in {company} changed: {role}.',
    left_company: 'You are no longer a member of {company}.',
  },
  task: {
    progress: '{title}: {percent, number} percent',
    completed: '{title} is complete.',
    failed: '{title} could not be completed.',
    cancelled: '{title} was cancelled.',
    queued: 'Queued',
    running: 'Running',
    done: 'Done',
  },
  notification: {
    unread: '{count, plural, =0 {No unread notifications} one {# unread notification} other {# unread notifications}}',
    task_completed: '{title} is complete',
    task_failed: '{title} could not be completed',
    member_joined: '{name} joined the company',
    member_joined_message: '{name} ({email}) accepted your invitation: {role}.',
  },
  mail: {
    invitation_subject: '{company} invites you to Nabız',
    invitation_title: '{company} invites you',
    invitation_body: '{inviter} would like to work with you at {company}. Your role: {role}.',
    invitation_button: 'Open the invitation',
    invitation_footer:
      'This link is valid for 7 days, works once and is only for this address. If you did not expect it, ignore this message.',
  },
} as const satisfies Shape<typeof tr>
