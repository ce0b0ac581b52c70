/** Several ways to several people for one letter, the company's own words, and a chain of evidence for each letter. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

const deliveries = sql`
  alter table mutabakat.delivery
    drop constraint delivery_channel_check,
    drop constraint delivery_state_check,
    add constraint delivery_channel_check check (channel in ('email','sms','kep','link','post')),
    add constraint delivery_state_check check (state in ('queued','sent','delivered','opened','bounced','failed')),
    -- none when a person carried the paper
    alter column link_id drop not null,
    add column purpose text not null default 'letter' check (purpose in ('letter','reminder')),
    -- the contact it went to; null: the card's main contact, or an address typed for this letter
    add column contact_id uuid,
    add column contact_name text,
    add column parts integer,
    -- version of the company's words it was written with; 0: the default
    add column wording_version integer not null default 0,
    add column delivered_at timestamptz,
    add column opened_at timestamptz;
  alter table mutabakat.letter
    drop constraint letter_delivery_state_check,
    add constraint letter_delivery_state_check
      check (delivery_state in ('queued','sent','delivered','opened','bounced','failed')),
    add column wording_version integer not null default 0,
    -- the day until which the counterparty asked for time, and who asked
    add column asked_until date,
    add column asked_until_by text,
    add column evidence_length integer not null default 0,
    add column evidence_head text;
  alter table mutabakat.link
    add column channel text not null default 'email' check (channel in ('email','sms')),
    add column contact_id uuid,
    add column contact_name text,
    -- the link it was passed on from
    add column passed_from uuid references mutabakat.link (id) on delete set null;
  create index link_address on mutabakat.link (company_id, address) where revoked_at is null`

const words = sql`
  create table mutabakat.template (
    company_id uuid not null references platform.company (id) on delete cascade,
    kind text not null check (kind in ('letter','mail','reminder','sms','sms_reminder')),
    locale text not null check (locale in ('tr','en','az')),
    version integer not null check (version >= 1),
    -- null: from here on the default again
    parts jsonb,
    created_at timestamptz not null,
    created_by text not null,
    primary key (company_id, kind, locale, version)
  )`

const evidence = sql`
  create table mutabakat.evidence (
    letter_id uuid not null references mutabakat.letter (id) on delete cascade,
    seq integer not null check (seq >= 1),
    company_id uuid not null references platform.company (id) on delete cascade,
    fact text not null,
    at timestamptz not null,
    link_id uuid,
    -- both go when a person is erased; the fingerprint of the detail stays, and so does the chain
    detail jsonb,
    salt text,
    detail_sha256 text not null,
    text_sha256 text,
    document_sha256 text,
    prev_hash text not null,
    hash text not null,
    primary key (letter_id, seq)
  );
  create index evidence_link on mutabakat.evidence (company_id, link_id) where detail is not null;
  create function mutabakat.keep_evidence() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and new.detail is null and new.salt is null
        and (to_jsonb(new) - 'detail' - 'salt') = (to_jsonb(old) - 'detail' - 'salt') then return new; end if;
      -- With its letter, when that is kept long enough; never by itself.
      if tg_op = 'DELETE' and not exists (select 1 from mutabakat.letter where id = old.letter_id) then return old; end if;
      raise exception '% of mutabakat.evidence is refused: the table is append-only', tg_op
        using errcode = 'restrict_violation';
    end $$;
  create trigger append_only before update or delete on mutabakat.evidence
    for each row execute function mutabakat.keep_evidence();
  create trigger never_truncated before truncate on mutabakat.evidence
    for each statement execute function platform.refuse_change()`

export const reach = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [deliveries, words, evidence]) await part.execute(db)
  for (const table of ['template', 'evidence']) await companyTable(db, `mutabakat.${table}`)
}
