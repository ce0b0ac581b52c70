/** English: the audit log and data protection. */
import type { Shape } from '#platform/contract'
import type * as tr from './tr.ts'

export const audit = {
  file: 'audit-log',
  export_title: 'Export of the audit log',
  columns: {
    sheet: 'Audit log',
    position: 'Place',
    at: 'Time',
    actor: 'Who',
    actor_id: 'Who (id)',
    action: 'Action',
    object_type: 'Object',
    object_id: 'Object (id)',
    old: 'Before',
    new: 'After',
    ip: 'IP address',
    agent: 'Browser',
    hash: 'Fingerprint',
  },
  fault: {
    changed: 'Record {position} is not what was written.',
    missing: 'Record {position} was deleted.',
    moved: 'Record {position} is not tied to the one before it.',
    inserted: 'A record was added outside the chain.',
    cut: 'The chain was cut off before record {position}.',
    rewritten: 'The records up to {position} were written anew: they do not match the signed end.',
    head_forged: 'One of the signed ends that were kept does not carry our signature.',
  },
} satisfies Shape<typeof tr.audit>

export const privacy = {
  keep: {
    days: '{count, plural, one {# day} other {# days}}',
    years: '{count, plural, one {# year} other {# years}} from the end of the year',
  },
  kind: {
    notification: 'Notifications',
    export: 'Exported files',
    mail: 'Log of sent e-mails',
    sms: 'Log of sent SMS',
  },
  record: {
    title: 'Record of destruction',
    file: 'record-of-destruction',
    intro: 'The records of {company} named below were deleted on {at} because the time they are kept for was over.',
    line: '{title}: {count, plural, one {# record} other {# records}}. Kept for: {keep}. Older than {before}.',
    number: 'Record no',
  },
  person: {
    member: 'Membership',
    member_effect: 'Ends first, by removing the person from the company; the account is the person’s own.',
    invitation: 'Invitations',
    invitation_effect: 'Are deleted.',
    notification: 'Notifications',
    notification_effect: 'Are deleted.',
    mail: 'Log of sent e-mails',
    mail_effect: 'Recipient and subject are removed; that something was sent stays.',
    sms: 'Log of sent SMS',
    sms_effect: 'The recipient is removed; that something was sent stays.',
    file: 'Files of personal data',
    file_effect: 'Exports that were made for this person are deleted.',
    view: 'Saved views',
    view_effect: 'Deleted, including those shared with the company.',
    audit: 'Audit log',
    audit_effect: 'Stays: it cannot be changed, and the law asks for it.',
    export_title: 'Export of personal data',
    export_file: 'personal-data',
    report_title: 'Personal data',
    report_intro: 'What {company} holds under the address {subject}, {at}.',
    nothing: 'Nothing is held under this address.',
  },
} satisfies Shape<typeof tr.privacy>
