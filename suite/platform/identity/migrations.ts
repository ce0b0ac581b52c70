/** Schema `auth`: better-auth's tables as it compiled them, what tells the world that a session ended, and our own. */
import { type Kysely, sql } from 'kysely'
import type { MigrationModule } from '#platform/store'

/** Output of better-auth's `compileMigrations()` for auth-options.ts; a test compiles it again and expects nothing new. */
const accounts = sql`
  create table "auth"."user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
  create table "auth"."session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "auth"."user" ("id") on delete cascade);
  create table "auth"."account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "auth"."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);
  create table "auth"."verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
  create table "auth"."jwks" ("id" text not null primary key, "publicKey" text not null, "privateKey" text not null, "createdAt" timestamptz not null, "expiresAt" timestamptz, "alg" text, "crv" text);
  create index "session_userId_idx" on "auth"."session" ("userId");
  create index "account_userId_idx" on "auth"."account" ("userId");
  create index "verification_identifier_idx" on "auth"."verification" ("identifier")`

/**
 * Whoever deletes a session (we, better-auth, an operator in psql), the event and the notification are in the same
 * transaction. NOTIFY carries at most 8000 bytes: past 100 sessions at once their ids are left out.
 */
const sessionsEnded = sql`
  create function auth.sessions_ended() returns trigger language plpgsql as $$
    declare gone_of record;
    begin
      for gone_of in select "userId" as user_id, jsonb_agg(id) as ended from gone group by "userId" loop
        insert into platform.outbox (id, type, company_id, user_id, data, rooms)
          values (gen_random_uuid(), 'sessions_changed', null, null,
            jsonb_build_object('ended', gone_of.ended), array['user:' || gone_of.user_id]);
        perform pg_notify('nabiz_identity', jsonb_build_object('kind', 'sessions', 'user_id', gone_of.user_id, 'ended',
          case when jsonb_array_length(gone_of.ended) > 100 then null else gone_of.ended end)::text);
      end loop;
      return null;
    end $$;
  create trigger sessions_ended after delete on auth.session
    referencing old table as gone for each statement execute function auth.sessions_ended();
  create function auth.user_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('nabiz_identity', jsonb_build_object('kind', 'user', 'user_id', new.id)::text);
      return null;
    end $$;
  create trigger user_changed after update on auth."user" for each row execute function auth.user_changed()`

/** Keys are keyed hashes: the table holds no address and no source in the clear. */
const tries = sql`
  create table auth.sign_in_try (
    key text primary key,
    tries integer not null,
    window_ends timestamptz not null
  );
  create index sign_in_try_age on auth.sign_in_try (window_ends)`

/** Nothing here can be used as it stands: secrets are sealed, tokens and codes are hashes. */
const secondFactor = sql`
  create table auth.second_factor (
    user_id text primary key references auth."user" (id) on delete cascade,
    secret text not null,
    confirmed_at timestamptz,
    last_step bigint,
    created_at timestamptz not null
  );
  create table auth.backup_code (
    user_id text not null references auth."user" (id) on delete cascade,
    code_hash text not null,
    used_at timestamptz,
    primary key (user_id, code_hash)
  );
  create table auth.half_sign_in (
    token_hash text primary key,
    user_id text not null references auth."user" (id) on delete cascade,
    remember boolean not null,
    expires_at timestamptz not null
  );
  create index half_sign_in_age on auth.half_sign_in (expires_at)`

const mailLinks = sql`
  create table auth.mail_link (
    purpose text not null check (purpose in ('reset', 'sign_up')),
    email text not null,
    token_hash text not null unique,
    expires_at timestamptz not null,
    primary key (purpose, email)
  );
  create index mail_link_age on auth.mail_link (expires_at)`

const history = sql`
  create table auth.sign_in_record (
    id uuid primary key,
    user_id text not null references auth."user" (id) on delete cascade,
    at timestamptz not null,
    ip text,
    agent text,
    outcome text not null check (outcome in ('ok', 'wrong_password', 'wrong_code', 'locked'))
  );
  create index sign_in_record_user on auth.sign_in_record (user_id, at desc, id desc)`

/** However a session ends, its devices get no more push messages. Its body is read when it runs: the table comes later. */
const pushEnds = sql`
  create function auth.end_push() returns trigger language plpgsql as $$
    begin
      delete from platform.push_device where session_id = old.id;
      return null;
    end $$;
  create trigger end_push after delete on auth.session for each row execute function auth.end_push()`

export const authMigrations: MigrationModule = {
  schema: 'auth',
  migrations: {
    '0001-start': {
      up: async (trx: Kysely<unknown>): Promise<void> => {
        for (const part of [accounts, sessionsEnded, tries]) await part.execute(trx)
      },
    },
    '0002-second-factor': {
      up: async (trx: Kysely<unknown>): Promise<void> => {
        for (const part of [secondFactor, mailLinks, history]) await part.execute(trx)
      },
    },
    '0003-push': {
      up: async (trx: Kysely<unknown>): Promise<void> => {
        await pushEnds.execute(trx)
      },
    },
  },
}
