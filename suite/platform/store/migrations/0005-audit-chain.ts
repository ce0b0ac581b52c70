/** The audit log becomes a chain: every record is tied to the one before it, in each company by itself. */
import { type Kysely, sql } from 'kysely'
import { systemTable } from '../company-table.ts'

/** The chain of what belongs to no company has the nil uuid: a key must not be null. */
const tables = sql`
  create table platform.audit_chain (
    company_id uuid primary key,
    length bigint not null,
    head text not null
  );
  create table platform.audit_link (
    company_id uuid not null,
    position bigint not null,
    -- No key to the record: the verifier must be able to say that it is gone.
    seq bigint not null unique,
    prev_hash text not null,
    hash text not null,
    primary key (company_id, position)
  );
  create table platform.audit_head (
    company_id uuid not null,
    position bigint not null,
    hash text not null,
    at timestamptz not null,
    signature text not null,
    primary key (company_id, position)
  )`

/** Every field with its length in bytes before it, so that no two records have one content; null is a dash. */
const content = sql`
  create function platform.audit_field(value text) returns text language sql immutable as $$
    select case when value is null then '-' else octet_length(convert_to(value, 'UTF8')) || ':' || value end $$;
  create function platform.audit_content(r platform.audit) returns text language sql stable as $$
    select platform.audit_field(r.seq::text) || platform.audit_field(r.id::text)
      || platform.audit_field(to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      || platform.audit_field(r.company_id::text) || platform.audit_field(r.actor) || platform.audit_field(r.action)
      || platform.audit_field(r.object_type) || platform.audit_field(r.object_id)
      || platform.audit_field(r.old::text) || platform.audit_field(r.new::text)
      || platform.audit_field(r.ip) || platform.audit_field(r.agent) $$`

/**
 * Whoever writes records, the database links them. At the commit, not at the insert: the lock on the end of a chain is
 * then the last one a transaction takes, held only while it commits. Taken earlier, an import would hold it for as long
 * as it runs, and two transactions that lock a letter and write a record in different order would wait for each other.
 *
 * The first record of a transaction links them all: what is visible and not linked is its own. So the end of a chain is
 * written once (a row that one transaction writes a thousand times is slower each time), and chains are locked in one
 * order.
 */
const linking = sql`
  create function platform.link_audit(since bigint) returns void language plpgsql
    security definer set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: the other plans read the whole log at every commit.
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
    declare
      before text := current_setting('nabiz.system', true);
      tail platform.audit_chain;
      chain_id uuid;
      fingerprint text;
      r platform.audit;
    begin
      -- For these statements alone: a company's transaction sees no end of any chain.
      perform set_config('nabiz.system', 'on', true);
      for r in
        select * from platform.audit a where a.seq >= since
          and not exists (select 1 from platform.audit_link l where l.seq = a.seq)
        order by coalesce(a.company_id, '00000000-0000-0000-0000-000000000000'), a.seq
      loop
        chain_id := coalesce(r.company_id, '00000000-0000-0000-0000-000000000000');
        if tail.company_id is distinct from chain_id then
          update platform.audit_chain set length = tail.length, head = tail.head where company_id = tail.company_id;
          insert into platform.audit_chain (company_id, length, head) values (chain_id, 0, repeat('0', 64))
            on conflict do nothing;
          select * into tail from platform.audit_chain where company_id = chain_id for update;
        end if;
        fingerprint := encode(sha256(convert_to(tail.head || platform.audit_content(r), 'UTF8')), 'hex');
        insert into platform.audit_link (company_id, position, seq, prev_hash, hash)
          values (chain_id, tail.length + 1, r.seq, tail.head, fingerprint);
        tail.length := tail.length + 1;
        tail.head := fingerprint;
      end loop;
      update platform.audit_chain set length = tail.length, head = tail.head where company_id = tail.company_id;
      perform set_config('nabiz.system', coalesce(before, ''), true);
    end $$;
  select platform.link_audit(0);
  create function platform.audit_written() returns trigger language plpgsql
    security definer set search_path = pg_catalog, pg_temp as $$
    declare before text := current_setting('nabiz.system', true);
    begin
      perform set_config('nabiz.system', 'on', true);
      if not exists (select 1 from platform.audit_link where seq = new.seq) then
        perform platform.link_audit(new.seq);
      end if;
      perform set_config('nabiz.system', coalesce(before, ''), true);
      return null;
    end $$;
  create constraint trigger audit_written after insert on platform.audit
    deferrable initially deferred for each row execute function platform.audit_written()`

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  for (const part of [tables, content]) await part.execute(trx)
  await systemTable(trx, 'platform.audit_chain')
  await systemTable(trx, 'platform.audit_head')
  await systemTable(trx, 'platform.audit_link')
  await sql`create policy company on platform.audit_link for select
    using (company_id = (select nullif(current_setting('nabiz.company', true), '')::uuid))`.execute(trx)
  await linking.execute(trx)
  for (const table of ['audit_link', 'audit_head']) {
    const name = sql.table(`platform.${table}`)
    await sql`create trigger append_only before update or delete on ${name}
      for each row execute function platform.refuse_change()`.execute(trx)
    await sql`create trigger never_truncated before truncate on ${name}
      for each statement execute function platform.refuse_change()`.execute(trx)
  }
}
