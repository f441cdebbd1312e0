create extension btree_gist;

CREATE OR REPLACE FUNCTION public.guicheng_audit_hash(entry audit_entry)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
        select encode(sha256(convert_to('guicheng-audit-1;' || string_agg(
          case when field is null then '-;' else octet_length(convert_to(field, 'UTF8')) || ':' || field || ';' end, '' order by place), 'UTF8')), 'hex')
        from unnest(array[entry.previous_hash, entry.district, entry.sequence::text, (extract(epoch from entry.recorded_at) * 1000)::bigint::text,
          entry.actor_kind, entry.actor_id, entry.on_behalf_of, entry.request_id, entry.action, entry.subject_kind, entry.subject_id, entry.details]
        ) with ordinality as fields (field, place)
      $function$
;
alter function guicheng_audit_hash(audit_entry) owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_begin_change(of_district text, pass text, timeout text, of_actor text, of_key text, OUT free boolean, OUT request_digest text, OUT value text)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      begin
        perform set_config('guicheng.district', of_district, true), set_config('guicheng.pass', pass, true);
        if timeout is not null then
          perform set_config('statement_timeout', timeout, true);
        end if;
        if of_key is not null then
          select h.free, h.request_digest, h.value into free, request_digest, value from public.guicheng_hold_key(of_district, of_actor, of_key) h;
        end if;
      end $function$
;
alter function guicheng_begin_change(text,text,text,text,text) owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_chain_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      declare
        head record;
      begin
        perform pg_advisory_xact_lock(1735287156, hashtext(new.district));
        if new.action not in ('district.close', 'policy.publish') then
          if exists (select from public.district d where d.district = new.district and d.closed_at is not null) then
            raise exception using errcode = 'GC005', message = 'the district was closed';
          end if;
        end if;
        select e.sequence, e.hash into head from public.audit_entry e where e.district = new.district order by e.sequence desc limit 1;
        new.sequence := case when found then head.sequence + 1 else 1 end;
        new.previous_hash := case when found then head.hash else repeat('0', 64) end;
        new.hash := public.guicheng_audit_hash(new);
        return new;
      end $function$
;
alter function guicheng_chain_audit() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_current_district()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
      declare
        tenant constant text := current_setting('guicheng.district', true);
        expected text;
      begin
        if tenant is null or tenant = '' then
          raise exception using errcode = 'GC001', message = 'no district is set for this transaction';
        end if;
        if session_user = 'guicheng_app' then
          select p.digest into expected from public.tenant_pass p where p.district = tenant;
          if found and expected <> encode(sha256(convert_to(coalesce(current_setting('guicheng.pass', true), ''), 'UTF8')), 'hex') then
            raise exception using errcode = 'GC004', message = 'the pass is not that of the district';
          end if;
        end if;
        return tenant;
      end $function$
;
alter function guicheng_current_district() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_end_change(of_district text, at timestamp with time zone, actor_kind text, actor_id text, on_behalf_of text, request_id text, action text, subject_kind text, subject_id text, details text, of_key text, request_digest text, value text, types text[], kinds text[], ids text[], payloads text[])
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      declare
        number bigint;
      begin
        if of_key is not null then
          insert into public.idempotency_key (district, actor_id, key, request_digest, value, created_at)
          values (of_district, actor_id, of_key, request_digest, value, at);
        end if;
        insert into public.audit_entry (district, sequence, recorded_at, actor_kind, actor_id, on_behalf_of, request_id, action, subject_kind, subject_id,
          details, previous_hash, hash)
        values (of_district, 1, at, actor_kind, actor_id, on_behalf_of, request_id, action, subject_kind, subject_id, details, '', '')
        returning sequence into number;
        for place in 1 .. cardinality(types) loop
          insert into public.outbox_event (district, event_id, audit_sequence, place, type, subject_kind, subject_id, payload, occurred_at)
          values (of_district, gen_random_uuid(), number, place - 1, types[place], kinds[place], ids[place], payloads[place], at);
        end loop;
        return number;
      end $function$
;
alter function guicheng_end_change(text,timestamp with time zone,text,text,text,text,text,text,text,text,text,text,text,text[],text[],text[],text[]) owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_guard_district()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      begin
        if new.district is distinct from public.guicheng_current_district() then
          raise exception using errcode = '42501', message = 'a district is written by its own transactions only';
        end if;
        if tg_op = 'UPDATE' and ((to_jsonb(new) - 'closed_at') <> (to_jsonb(old) - 'closed_at') or old.closed_at is not null or new.closed_at is null) then
          raise exception using errcode = 'GC002', message = 'of a district nothing changes but that it is closed, once';
        end if;
        return new;
      end $function$
;
alter function guicheng_guard_district() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_hold_key(of_district text, of_actor text, of_key text, OUT free boolean, OUT request_digest text, OUT value text)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      begin
        free := pg_try_advisory_xact_lock(hashtextextended(jsonb_build_array(of_district, of_actor, of_key)::text, 1735287145));
        if free then
          select k.request_digest, k.value into request_digest, value from public.idempotency_key k
          where k.district = of_district and k.actor_id = of_actor and k.key = of_key;
        end if;
      end $function$
;
alter function guicheng_hold_key(text,text,text) owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_holdings(of_district text, people uuid[])
 RETURNS TABLE(person_id uuid, post_id uuid, unit_id uuid, role text, on_behalf_of uuid, days daterange)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
        select p.person_id, p.post_id, p.unit_id, p.role, null::uuid, daterange(p.from_day, p.to_day + 1)
        from public.post p where p.district = of_district and p.person_id = any(people)
        union all
        select d.to_person_id, p.post_id, p.unit_id, p.role, p.person_id, daterange(p.from_day, p.to_day + 1) * daterange(d.from_day, d.to_day + 1)
        from public.delegation d
        join public.post p on p.district = d.district and p.person_id = d.from_person_id and (d.post_id is null or d.post_id = p.post_id)
        where d.district = of_district and d.to_person_id = any(people)
      $function$
;
alter function guicheng_holdings(text,uuid[]) owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_keep_duties_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      declare
        people uuid[];
      begin
        perform pg_advisory_xact_lock(1735287157, hashtext(new.district));
        if tg_table_name = 'post' then
          select array_append(array_agg(d.to_person_id), new.person_id) into people
          from public.delegation d where d.district = new.district and d.from_person_id = new.person_id;
        else
          people := array[new.to_person_id];
        end if;
        if exists (
          select from public.guicheng_holdings(new.district, people) a
          join public.guicheng_holdings(new.district, people) b on b.person_id = a.person_id and b.role <> a.role and b.days && a.days
          where a.role in ('system-administrator', 'security-administrator', 'audit-administrator')
        ) then
          raise exception using errcode = 'GC012', message = 'system, security and audit administrators hold no other role';
        end if;
        return null;
      end $function$
;
alter function guicheng_keep_duties_apart() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_only_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      begin
        if (to_jsonb(new) - 'to_day') <> (to_jsonb(old) - 'to_day') or new.to_day is null or new.to_day >= old.to_day then
          raise exception using errcode = 'GC002', message = format('a row of %s can be ended earlier and not changed otherwise', tg_table_name);
        end if;
        return new;
      end $function$
;
alter function guicheng_only_ends() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      begin
        raise exception using errcode = 'GC002', message = format('%s is append-only: %s refused', tg_table_name, tg_op);
      end $function$
;
alter function guicheng_refuse_change() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_refuse_unit_cycle()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      begin
        perform pg_advisory_xact_lock(1735287157, hashtext(new.district));
        if exists (
          with recursive above as (
            select new.parent_unit_id as unit_id, daterange(new.from_day, new.to_day + 1) as days
            union
            select p.parent_unit_id, a.days * daterange(p.from_day, p.to_day + 1)
            from above a join public.unit_period p on p.district = new.district and p.unit_id = a.unit_id and a.unit_id <> new.unit_id
              and p.parent_unit_id is not null and daterange(p.from_day, p.to_day + 1) && a.days
          )
          select from above where unit_id = new.unit_id
        ) then
          raise exception using errcode = 'GC011', message = 'a unit would be above itself';
        end if;
        return null;
      end $function$
;
alter function guicheng_refuse_unit_cycle() owner to guicheng_owner;

CREATE OR REPLACE FUNCTION public.guicheng_require_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
      declare
        changed constant text := case tg_op when 'DELETE' then old.district else new.district end;
        audited boolean;
      begin
        select e.xmin = pg_current_xact_id()::xid into audited
        from public.audit_entry e where e.district = changed order by e.sequence desc limit 1;
        if audited is not true then
          raise exception using errcode = 'GC003', message = format('%s of %s without an audit entry', tg_op, tg_table_name);
        end if;
        return null;
      end $function$
;
alter function guicheng_require_audit() owner to guicheng_owner;

create sequence migration_id_seq as integer;

create table account (
  district text not null,
  account_id uuid not null,
  person_id uuid not null,
  login text not null,
  password_hash text not null,
  password_changed_at timestamp(3) with time zone not null,
  totp_secret text,
  totp_confirmed_at timestamp(3) with time zone,
  totp_last_step bigint,
  created_at timestamp(3) with time zone not null,
  disabled_at timestamp(3) with time zone,
  second_factor_reset_at timestamp(3) with time zone,
  second_factor_reset_by uuid,
  password_link_by uuid,
  constraint account_pk PRIMARY KEY (district, account_id),
  constraint account_login_unique UNIQUE (district, login),
  constraint account_person_unique UNIQUE (district, person_id),
  constraint account_of_person FOREIGN KEY (district, person_id) REFERENCES person(district, person_id),
  constraint account_totp_confirmed CHECK (((totp_confirmed_at IS NULL) OR (totp_secret IS NOT NULL))),
  constraint account_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table account owner to guicheng_owner;

create table api_client (
  district text not null,
  client_id uuid not null,
  unit_id uuid not null,
  name text not null,
  roles text[] not null,
  scopes text[] not null,
  networks text[] not null,
  jwks text,
  created_at timestamp(3) with time zone not null,
  disabled_at timestamp(3) with time zone,
  constraint api_client_pk PRIMARY KEY (district, client_id),
  constraint api_client_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_client_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table api_client owner to guicheng_owner;

create table audit_entry (
  district text not null,
  sequence bigint not null,
  recorded_at timestamp(3) with time zone not null,
  actor_kind text not null,
  actor_id text not null,
  on_behalf_of text,
  request_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  details text not null,
  previous_hash text not null,
  hash text not null,
  constraint audit_entry_pk PRIMARY KEY (district, sequence),
  constraint audit_entry_actor_kind_known CHECK ((actor_kind = ANY (ARRAY['person'::text, 'client'::text, 'system'::text]))),
  constraint audit_entry_sequence_positive CHECK ((sequence > 0))
);
alter table audit_entry owner to guicheng_owner;

create table client_assertion (
  district text not null,
  client_id uuid not null,
  id_digest text not null,
  expires_at timestamp(3) with time zone not null,
  constraint client_assertion_pk PRIMARY KEY (district, client_id, id_digest),
  constraint client_assertion_of_client FOREIGN KEY (district, client_id) REFERENCES api_client(district, client_id)
);
alter table client_assertion owner to guicheng_owner;

create table client_credential (
  district text not null,
  credential_id uuid not null,
  client_id uuid not null,
  kind text not null,
  digest text not null,
  scopes text[] not null,
  networks text[] not null,
  replaces uuid,
  issued_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  constraint client_credential_pk PRIMARY KEY (district, credential_id),
  constraint client_credential_digest_unique UNIQUE (district, digest),
  constraint client_credential_of_client FOREIGN KEY (district, client_id) REFERENCES api_client(district, client_id),
  constraint client_credential_replaced FOREIGN KEY (district, replaces) REFERENCES client_credential(district, credential_id),
  constraint client_credential_a_year CHECK (((expires_at > issued_at) AND (expires_at <= (issued_at + '366 days'::interval)))),
  constraint client_credential_kind_known CHECK ((kind = ANY (ARRAY['api-key'::text, 'client-secret'::text]))),
  constraint client_credential_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table client_credential owner to guicheng_owner;

create table client_credential_use (
  district text not null,
  credential_id uuid not null,
  used_at timestamp(3) with time zone not null,
  constraint client_credential_use_pk PRIMARY KEY (district, credential_id),
  constraint client_credential_used FOREIGN KEY (district, credential_id) REFERENCES client_credential(district, credential_id)
);
alter table client_credential_use owner to guicheng_owner;

create table client_token (
  district text not null,
  digest text not null,
  client_id uuid not null,
  credential_id uuid,
  scopes text[] not null,
  issued_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  constraint client_token_pk PRIMARY KEY (district, digest),
  constraint client_token_by_credential FOREIGN KEY (district, credential_id) REFERENCES client_credential(district, credential_id),
  constraint client_token_of_client FOREIGN KEY (district, client_id) REFERENCES api_client(district, client_id),
  constraint client_token_an_hour CHECK (((expires_at > issued_at) AND (expires_at <= (issued_at + '01:00:00'::interval)))),
  constraint client_token_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table client_token owner to guicheng_owner;

create table decision_receipt (
  district text not null,
  receipt_id uuid not null,
  policy_id text,
  policy_digest text,
  engine_version text not null,
  calendar_digest text not null,
  question text not null,
  as_of date not null,
  mode text not null,
  request_canonical text not null,
  decision_canonical text not null,
  created_at timestamp(3) with time zone not null,
  is_public boolean not null,
  constraint decision_receipt_pk PRIMARY KEY (district, receipt_id),
  constraint decision_receipt_policy_published FOREIGN KEY (district, policy_id, policy_digest) REFERENCES policy(district, policy_id, digest),
  constraint decision_receipt_mode_known CHECK ((mode = ANY (ARRAY['in-force'::text, 'simulate'::text]))),
  constraint decision_receipt_policy_with_digest CHECK (((policy_id IS NULL) = (policy_digest IS NULL)))
);
alter table decision_receipt owner to guicheng_owner;

create table delegation (
  district text not null,
  delegation_id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  post_id uuid,
  reason text not null,
  from_day date not null,
  to_day date not null,
  recorded_at timestamp(3) with time zone not null,
  constraint delegation_pk PRIMARY KEY (district, delegation_id),
  constraint delegation_given_once EXCLUDE USING gist (district WITH =, from_person_id WITH =, to_person_id WITH =, COALESCE(post_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, daterange(from_day, (to_day + 1)) WITH &&),
  constraint delegation_from_person FOREIGN KEY (district, from_person_id) REFERENCES person(district, person_id),
  constraint delegation_of_own_post FOREIGN KEY (district, from_person_id, post_id) REFERENCES post(district, person_id, post_id),
  constraint delegation_to_person FOREIGN KEY (district, to_person_id) REFERENCES person(district, person_id),
  constraint delegation_not_to_oneself CHECK ((from_person_id <> to_person_id)),
  constraint delegation_ordered CHECK ((to_day >= (from_day - 1))),
  constraint delegation_reason_given CHECK ((reason <> ''::text)),
  constraint delegation_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table delegation owner to guicheng_owner;

create table district (
  district text not null,
  name_zh text not null,
  opened_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  constraint district_pk PRIMARY KEY (district),
  constraint district_closed_after_opening CHECK ((closed_at >= opened_at)),
  constraint district_is_code CHECK ((district ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
  constraint district_name_given CHECK ((name_zh <> ''::text)),
  constraint district_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table district owner to guicheng_owner;

create table federated_identity (
  district text not null,
  issuer text not null,
  subject text not null,
  person_id uuid not null,
  linked_at timestamp(3) with time zone not null,
  constraint federated_identity_pk PRIMARY KEY (district, issuer, subject),
  constraint federated_identity_of_person FOREIGN KEY (district, person_id) REFERENCES person(district, person_id),
  constraint federated_identity_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table federated_identity owner to guicheng_owner;

create table federated_post (
  district text not null,
  post_id uuid not null,
  issuer text not null,
  constraint federated_post_pk PRIMARY KEY (district, post_id),
  constraint federated_post_is_post FOREIGN KEY (district, post_id) REFERENCES post(district, post_id),
  constraint federated_post_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table federated_post owner to guicheng_owner;

create table file_upload (
  district text not null,
  object_key text not null,
  started_at timestamp(3) with time zone not null,
  constraint file_upload_pk PRIMARY KEY (district, object_key)
);
alter table file_upload owner to guicheng_owner;

create table former_password (
  district text not null,
  account_id uuid not null,
  changed_at timestamp(3) with time zone not null,
  password_hash text not null,
  constraint former_password_pk PRIMARY KEY (district, account_id, changed_at),
  constraint former_password_of_account FOREIGN KEY (district, account_id) REFERENCES account(district, account_id),
  constraint former_password_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table former_password owner to guicheng_owner;

create table idempotency_key (
  district text not null,
  actor_id text not null,
  key text not null,
  request_digest text not null,
  value text not null,
  created_at timestamp(3) with time zone not null,
  constraint idempotency_key_pk PRIMARY KEY (district, actor_id, key),
  constraint idempotency_key_length CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);
alter table idempotency_key owner to guicheng_owner;

create table invitation (
  district text not null,
  invitation_id uuid not null,
  token_digest text not null,
  person_id uuid,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  voided_at timestamp(3) with time zone,
  issued_by uuid,
  constraint invitation_pk PRIMARY KEY (district, invitation_id),
  constraint invitation_token_unique UNIQUE (district, token_digest),
  constraint invitation_of_person FOREIGN KEY (district, person_id) REFERENCES person(district, person_id),
  constraint invitation_used_or_voided CHECK (((used_at IS NULL) OR (voided_at IS NULL))),
  constraint invitation_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table invitation owner to guicheng_owner;

create table migration (
  id integer not null default nextval('migration_id_seq'::regclass),
  timestamp bigint not null,
  name character varying not null,
  constraint PK_3043fc6b8af7c99b8b98830094f PRIMARY KEY (id)
);
alter table migration owner to guicheng_owner;

create table outbox_event (
  district text not null,
  event_id uuid not null,
  audit_sequence bigint not null,
  place integer not null,
  type text not null,
  subject_kind text not null,
  subject_id text not null,
  payload text not null,
  occurred_at timestamp(3) with time zone not null,
  status text not null default 'pending'::text,
  constraint outbox_event_pk PRIMARY KEY (district, event_id),
  constraint outbox_event_order_unique UNIQUE (district, audit_sequence, place),
  constraint outbox_event_of_mutation FOREIGN KEY (district, audit_sequence) REFERENCES audit_entry(district, sequence),
  constraint outbox_event_status_known CHECK ((status = ANY (ARRAY['pending'::text, 'relayed'::text])))
);
alter table outbox_event owner to guicheng_owner;

create table person (
  district text not null,
  person_id uuid not null,
  name_zh text not null,
  phone text,
  email text,
  from_day date not null,
  to_day date,
  recorded_at timestamp(3) with time zone not null,
  constraint person_pk PRIMARY KEY (district, person_id),
  constraint person_of_district FOREIGN KEY (district) REFERENCES district(district),
  constraint person_name_given CHECK ((name_zh <> ''::text)),
  constraint person_ordered CHECK ((to_day >= (from_day - 1))),
  constraint person_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table person owner to guicheng_owner;

create table policy (
  policy_id text not null,
  district text not null,
  version text not null,
  digest text not null,
  content text not null,
  nature text not null,
  effective_from date,
  effective_to date,
  published_at timestamp(3) with time zone not null,
  constraint policy_pk PRIMARY KEY (policy_id),
  constraint policy_digest_unique UNIQUE (digest),
  constraint policy_reference_unique UNIQUE (district, policy_id, digest),
  constraint policy_validity_disjoint EXCLUDE USING gist (district WITH =, daterange(effective_from, effective_to, '[]'::text) WITH &&) WHERE ((effective_from IS NOT NULL)),
  constraint policy_digest_is_of_content CHECK ((digest = ('sha256:'::text || encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))),
  constraint policy_district_is_code CHECK ((district ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint policy_id_names_district_and_version CHECK ((policy_id = ((district || '/'::text) || version))),
  constraint policy_nature_known CHECK ((nature = ANY (ARRAY['regulation'::text, 'consultation-draft'::text, 'guidance'::text]))),
  constraint policy_only_regulations_in_force CHECK (((nature = 'regulation'::text) OR ((effective_from IS NULL) AND (effective_to IS NULL)))),
  constraint policy_validity_ordered CHECK (((effective_to IS NULL) OR ((effective_from IS NOT NULL) AND (effective_from <= effective_to)))),
  constraint policy_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table policy owner to guicheng_owner;

create table post (
  district text not null,
  post_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null,
  from_day date not null,
  to_day date,
  recorded_at timestamp(3) with time zone not null,
  constraint post_pk PRIMARY KEY (district, post_id),
  constraint post_of_person UNIQUE (district, person_id, post_id),
  constraint post_held_once EXCLUDE USING gist (district WITH =, person_id WITH =, unit_id WITH =, role WITH =, daterange(from_day, (to_day + 1)) WITH &&),
  constraint post_person FOREIGN KEY (district, person_id) REFERENCES person(district, person_id),
  constraint post_unit FOREIGN KEY (district, unit_id) REFERENCES unit(district, unit_id),
  constraint post_operator_of_platform CHECK (((role <> 'platform-operator'::text) OR (district = 'platform'::text))),
  constraint post_ordered CHECK ((to_day >= (from_day - 1))),
  constraint post_role_known CHECK ((role = ANY (ARRAY['platform-operator'::text, 'district-admin'::text, 'policy-editor'::text, 'policy-approver'::text, 'office-officer'::text, 'reviewer'::text, 'applicant'::text, 'auditor'::text, 'system-administrator'::text, 'security-administrator'::text, 'audit-administrator'::text]))),
  constraint post_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table post owner to guicheng_owner;

create table project (
  district text not null,
  project_id uuid not null,
  code text not null,
  title text not null,
  unit_id uuid not null,
  status text not null,
  facts text not null,
  facts_digest text not null,
  revision integer not null,
  policy_id text,
  policy_digest text,
  submitted_on date,
  amount_fen bigint not null,
  nature text,
  created_at timestamp(3) with time zone not null,
  created_by text not null,
  updated_at timestamp(3) with time zone not null,
  updated_by text not null,
  constraint project_pk PRIMARY KEY (district, project_id),
  constraint project_code_unique UNIQUE (district, code),
  constraint project_of_unit FOREIGN KEY (district, unit_id) REFERENCES unit(district, unit_id),
  constraint project_policy_published FOREIGN KEY (district, policy_id, policy_digest) REFERENCES policy(district, policy_id, digest),
  constraint project_amount_known_or_minus_one CHECK ((amount_fen >= '-1'::integer)),
  constraint project_draft_is_not_pinned CHECK (((status <> 'draft'::text) OR (policy_id IS NULL))),
  constraint project_facts_digest_is_of_facts CHECK ((facts_digest = ('sha256:'::text || encode(sha256(convert_to(facts, 'UTF8'::name)), 'hex'::text)))),
  constraint project_pins_whole CHECK ((((policy_id IS NULL) = (policy_digest IS NULL)) AND ((policy_id IS NULL) = (submitted_on IS NULL)))),
  constraint project_revision_positive CHECK ((revision > 0)),
  constraint project_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'withdrawn'::text]))),
  constraint project_submitted_is_pinned CHECK (((status <> 'submitted'::text) OR (policy_id IS NOT NULL))),
  constraint project_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table project owner to guicheng_owner;

create table project_file (
  district text not null,
  file_id uuid not null,
  project_id uuid not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  object_key text not null,
  added_at timestamp(3) with time zone not null,
  added_by text not null,
  constraint project_file_pk PRIMARY KEY (district, file_id),
  constraint project_file_object_unique UNIQUE (district, object_key),
  constraint project_file_of_project FOREIGN KEY (district, project_id) REFERENCES project(district, project_id),
  constraint project_file_sha256_is_hex CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint project_file_size_positive CHECK ((size_bytes > 0)),
  constraint project_file_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table project_file owner to guicheng_owner;

create table project_file_removal (
  district text not null,
  file_id uuid not null,
  removed_at timestamp(3) with time zone not null,
  removed_by text not null,
  constraint project_file_removal_pk PRIMARY KEY (district, file_id),
  constraint project_file_removal_of_file FOREIGN KEY (district, file_id) REFERENCES project_file(district, file_id),
  constraint project_file_removal_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table project_file_removal owner to guicheng_owner;

create table project_number (
  district text not null,
  year integer not null,
  last integer not null,
  constraint project_number_pk PRIMARY KEY (district, year),
  constraint project_number_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table project_number owner to guicheng_owner;

create table project_revision (
  district text not null,
  project_id uuid not null,
  revision integer not null,
  act text not null,
  title text not null,
  unit_id uuid not null,
  status text not null,
  facts text not null,
  facts_digest text not null,
  changed text not null,
  actor_kind text not null,
  actor_id text not null,
  on_behalf_of text,
  made_at timestamp(3) with time zone not null,
  constraint project_revision_pk PRIMARY KEY (district, project_id, revision),
  constraint project_revision_of_project FOREIGN KEY (district, project_id) REFERENCES project(district, project_id),
  constraint project_revision_act_known CHECK ((act = ANY (ARRAY['recorded'::text, 'changed'::text, 'submitted'::text, 'withdrawn'::text, 'imported'::text]))),
  constraint project_revision_actor_kind_known CHECK ((actor_kind = ANY (ARRAY['person'::text, 'client'::text, 'system'::text]))),
  constraint project_revision_facts_digest_is_of_facts CHECK ((facts_digest = ('sha256:'::text || encode(sha256(convert_to(facts, 'UTF8'::name)), 'hex'::text)))),
  constraint project_revision_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table project_revision owner to guicheng_owner;

create table rate_bucket (
  district text not null,
  caller_id text not null,
  points double precision not null,
  at timestamp(3) with time zone not null,
  constraint rate_bucket_pk PRIMARY KEY (district, caller_id)
);
alter table rate_bucket owner to guicheng_owner;

create table recovery_code (
  district text not null,
  account_id uuid not null,
  code_digest text not null,
  created_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  constraint recovery_code_pk PRIMARY KEY (district, account_id, code_digest),
  constraint recovery_code_of_account FOREIGN KEY (district, account_id) REFERENCES account(district, account_id),
  constraint recovery_code_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table recovery_code owner to guicheng_owner;

create table session (
  district text not null,
  session_id uuid not null,
  person_id uuid not null,
  token_digest text not null,
  method text not null,
  client text not null,
  began_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone not null,
  idle_limit integer not null,
  ends_at timestamp(3) with time zone not null,
  stepped_up_until timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  end_reason text,
  constraint session_pk PRIMARY KEY (district, session_id),
  constraint session_token_unique UNIQUE (district, token_digest),
  constraint session_of_person FOREIGN KEY (district, person_id) REFERENCES person(district, person_id),
  constraint session_ended_for_a_reason CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint session_idle_limit_positive CHECK ((idle_limit > 0))
);
alter table session owner to guicheng_owner;

create table sign_in_attempt (
  district text not null,
  state_digest text not null,
  protocol text not null,
  revision integer not null,
  browser_digest text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamp(3) with time zone not null,
  constraint sign_in_attempt_pk PRIMARY KEY (district, state_digest)
);
alter table sign_in_attempt owner to guicheng_owner;

create table sign_in_failure (
  district text not null,
  login_mark text not null,
  failures integer not null,
  last_at timestamp(3) with time zone not null,
  paused_until timestamp(3) with time zone,
  constraint sign_in_failure_pk PRIMARY KEY (district, login_mark),
  constraint sign_in_failure_positive CHECK ((failures > 0))
);
alter table sign_in_failure owner to guicheng_owner;

create table sign_in_policy (
  district text not null,
  chosen_at timestamp(3) with time zone not null,
  profile text not null,
  constraint sign_in_policy_pk PRIMARY KEY (district, chosen_at),
  constraint sign_in_policy_profile_known CHECK ((profile = ANY (ARRAY['djbh-3'::text, 'modern'::text]))),
  constraint sign_in_policy_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table sign_in_policy owner to guicheng_owner;

create table sign_in_provider (
  district text not null,
  protocol text not null,
  revision integer not null,
  settings text not null,
  sealed_secret text,
  changed_at timestamp(3) with time zone not null,
  disabled_at timestamp(3) with time zone,
  constraint sign_in_provider_pk PRIMARY KEY (district, protocol),
  constraint sign_in_provider_protocol_known CHECK ((protocol = ANY (ARRAY['oidc'::text, 'cas'::text]))),
  constraint sign_in_provider_revision_positive CHECK ((revision > 0)),
  constraint sign_in_provider_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table sign_in_provider owner to guicheng_owner;

create table tenant_pass (
  district text not null,
  digest text not null,
  constraint tenant_pass_pk PRIMARY KEY (district),
  constraint tenant_pass_digest_is_sha256 CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
alter table tenant_pass owner to guicheng_owner;

create table unit (
  district text not null,
  unit_id uuid not null,
  code text not null,
  kind text not null,
  recorded_at timestamp(3) with time zone not null,
  constraint unit_pk PRIMARY KEY (district, unit_id),
  constraint unit_code_unique UNIQUE (district, code),
  constraint unit_of_district FOREIGN KEY (district) REFERENCES district(district),
  constraint unit_code_given CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'::text)),
  constraint unit_kind_known CHECK ((kind = ANY (ARRAY['department'::text, 'sub-district'::text, 'subordinate-institution'::text, 'third-party'::text, 'expert-pool'::text, 'office'::text, 'operator'::text]))),
  constraint unit_operator_of_platform CHECK (((kind = 'operator'::text) = (district = 'platform'::text))),
  constraint unit_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table unit owner to guicheng_owner;

create table unit_period (
  district text not null,
  period_id uuid not null,
  unit_id uuid not null,
  name_zh text not null,
  parent_unit_id uuid,
  from_day date not null,
  to_day date,
  recorded_at timestamp(3) with time zone not null,
  constraint unit_period_pk PRIMARY KEY (district, period_id),
  constraint unit_period_disjoint EXCLUDE USING gist (district WITH =, unit_id WITH =, daterange(from_day, (to_day + 1)) WITH &&),
  constraint unit_period_of_unit FOREIGN KEY (district, unit_id) REFERENCES unit(district, unit_id),
  constraint unit_period_under_unit FOREIGN KEY (district, parent_unit_id) REFERENCES unit(district, unit_id),
  constraint unit_period_name_given CHECK ((name_zh <> ''::text)),
  constraint unit_period_not_under_itself CHECK ((parent_unit_id <> unit_id)),
  constraint unit_period_ordered CHECK ((to_day >= (from_day - 1))),
  constraint unit_period_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table unit_period owner to guicheng_owner;

create table webhook_attempt (
  district text not null,
  delivery_id uuid not null,
  number integer not null,
  at timestamp(3) with time zone not null,
  status_code integer,
  failure text,
  duration_ms integer not null,
  answer text not null,
  constraint webhook_attempt_pk PRIMARY KEY (district, delivery_id, number),
  constraint webhook_attempt_of_delivery FOREIGN KEY (district, delivery_id) REFERENCES webhook_delivery(district, delivery_id),
  constraint webhook_attempt_answered_or_failed CHECK (((status_code IS NULL) <> (failure IS NULL)))
);
alter table webhook_attempt owner to guicheng_owner;

create table webhook_delivery (
  district text not null,
  delivery_id uuid not null,
  endpoint_id uuid not null,
  event_id uuid not null,
  round integer not null,
  status text not null,
  attempts integer not null default 0,
  created_at timestamp(3) with time zone not null,
  next_at timestamp(3) with time zone,
  claimed_until timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  constraint webhook_delivery_pk PRIMARY KEY (district, delivery_id),
  constraint webhook_delivery_once UNIQUE (district, endpoint_id, event_id, round),
  constraint webhook_delivery_of_event FOREIGN KEY (district, event_id) REFERENCES outbox_event(district, event_id),
  constraint webhook_delivery_to_endpoint FOREIGN KEY (district, endpoint_id) REFERENCES webhook_endpoint(district, endpoint_id),
  constraint webhook_delivery_due CHECK (((status = 'pending'::text) = (next_at IS NOT NULL))),
  constraint webhook_delivery_ended CHECK (((status = 'pending'::text) = (ended_at IS NULL))),
  constraint webhook_delivery_status_known CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text])))
);
alter table webhook_delivery owner to guicheng_owner;

create table webhook_endpoint (
  district text not null,
  endpoint_id uuid not null,
  url text not null,
  event_types text[] not null,
  description text not null,
  client_id text,
  secret_sealed text not null,
  former_secret_sealed text,
  former_secret_until timestamp(3) with time zone,
  status text not null,
  status_reason text not null,
  status_since timestamp(3) with time zone not null,
  version integer not null,
  created_at timestamp(3) with time zone not null,
  constraint webhook_endpoint_pk PRIMARY KEY (district, endpoint_id),
  constraint webhook_endpoint_former_secret CHECK (((former_secret_sealed IS NULL) = (former_secret_until IS NULL))),
  constraint webhook_endpoint_reason_known CHECK ((status_reason = ANY (ARRAY['by-hand'::text, 'gone'::text, 'exhausted'::text]))),
  constraint webhook_endpoint_status_known CHECK ((status = ANY (ARRAY['enabled'::text, 'disabled'::text]))),
  constraint webhook_endpoint_audited TRIGGER DEFERRABLE INITIALLY DEFERRED
);
alter table webhook_endpoint owner to guicheng_owner;

CREATE INDEX api_client_of_unit ON public.api_client USING btree (district, unit_id);

CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (district, actor_id, sequence);

CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (district, subject_kind, subject_id, sequence);

CREATE INDEX audit_entry_time ON public.audit_entry USING btree (district, recorded_at);

CREATE INDEX client_credential_by_client ON public.client_credential USING btree (district, client_id);

CREATE INDEX client_token_age ON public.client_token USING btree (district, client_id, expires_at);

CREATE INDEX delegation_by_delegate ON public.delegation USING btree (district, to_person_id);

CREATE INDEX file_upload_age ON public.file_upload USING btree (district, started_at);

CREATE INDEX idempotency_key_age ON public.idempotency_key USING btree (district, created_at);

CREATE INDEX invitation_age ON public.invitation USING btree (district, expires_at);

CREATE INDEX outbox_event_pending ON public.outbox_event USING btree (district, audit_sequence, place) WHERE (status = 'pending'::text);

CREATE INDEX post_by_role ON public.post USING btree (district, role);

CREATE INDEX post_by_unit ON public.post USING btree (district, unit_id);

CREATE INDEX project_by_amount ON public.project USING btree (district, amount_fen, project_id);

CREATE INDEX project_by_title ON public.project USING btree (district, title, project_id);

CREATE INDEX project_by_unit ON public.project USING btree (district, unit_id, updated_at, project_id);

CREATE INDEX project_by_update ON public.project USING btree (district, updated_at, project_id);

CREATE INDEX project_file_by_project ON public.project_file USING btree (district, project_id, added_at, file_id);

CREATE INDEX rate_bucket_age ON public.rate_bucket USING btree (district, at);

CREATE INDEX session_age ON public.session USING btree (district, ends_at);

CREATE INDEX session_open ON public.session USING btree (district, person_id) WHERE (ended_at IS NULL);

CREATE INDEX sign_in_attempt_age ON public.sign_in_attempt USING btree (district, expires_at);

CREATE INDEX sign_in_failure_age ON public.sign_in_failure USING btree (district, last_at);

CREATE INDEX unit_period_parent ON public.unit_period USING btree (district, parent_unit_id);

CREATE INDEX webhook_delivery_due_index ON public.webhook_delivery USING btree (district, next_at) WHERE (status = 'pending'::text);

CREATE INDEX webhook_delivery_ended_index ON public.webhook_delivery USING btree (district, endpoint_id, ended_at) WHERE (status = 'delivered'::text);

CREATE INDEX webhook_delivery_of_event_index ON public.webhook_delivery USING btree (district, event_id);

CREATE CONSTRAINT TRIGGER account_audited AFTER INSERT OR DELETE OR UPDATE ON public.account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER api_client_audited AFTER INSERT OR DELETE OR UPDATE ON public.api_client DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER audit_entry_chained BEFORE INSERT ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION guicheng_chain_audit();

CREATE TRIGGER audit_entry_immutable BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER client_credential_audited AFTER INSERT OR DELETE OR UPDATE ON public.client_credential DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER client_token_audited AFTER INSERT OR DELETE OR UPDATE ON public.client_token DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER decision_receipt_immutable BEFORE DELETE OR UPDATE ON public.decision_receipt FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER decision_receipt_not_truncated BEFORE TRUNCATE ON public.decision_receipt FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER delegation_audited AFTER INSERT OR UPDATE ON public.delegation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER delegation_duties_apart AFTER INSERT ON public.delegation FOR EACH ROW EXECUTE FUNCTION guicheng_keep_duties_apart();

CREATE TRIGGER delegation_only_ends BEFORE UPDATE ON public.delegation FOR EACH ROW EXECUTE FUNCTION guicheng_only_ends();

CREATE CONSTRAINT TRIGGER district_audited AFTER INSERT OR UPDATE ON public.district DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER district_guarded BEFORE INSERT OR UPDATE ON public.district FOR EACH ROW EXECUTE FUNCTION guicheng_guard_district();

CREATE CONSTRAINT TRIGGER federated_identity_audited AFTER INSERT OR DELETE OR UPDATE ON public.federated_identity DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER federated_post_audited AFTER INSERT OR DELETE OR UPDATE ON public.federated_post DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER federated_post_immutable BEFORE DELETE OR UPDATE ON public.federated_post FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER federated_post_not_truncated BEFORE TRUNCATE ON public.federated_post FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER former_password_audited AFTER INSERT OR DELETE OR UPDATE ON public.former_password DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER former_password_immutable BEFORE DELETE OR UPDATE ON public.former_password FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER former_password_not_truncated BEFORE TRUNCATE ON public.former_password FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER invitation_audited AFTER INSERT OR DELETE OR UPDATE ON public.invitation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER person_audited AFTER INSERT OR UPDATE ON public.person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER policy_audited AFTER INSERT ON public.policy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER policy_immutable BEFORE DELETE OR UPDATE ON public.policy FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER policy_not_truncated BEFORE TRUNCATE ON public.policy FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER post_audited AFTER INSERT OR UPDATE ON public.post DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER post_duties_apart AFTER INSERT ON public.post FOR EACH ROW EXECUTE FUNCTION guicheng_keep_duties_apart();

CREATE TRIGGER post_only_ends BEFORE UPDATE ON public.post FOR EACH ROW EXECUTE FUNCTION guicheng_only_ends();

CREATE CONSTRAINT TRIGGER project_audited AFTER INSERT OR DELETE OR UPDATE ON public.project DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER project_file_audited AFTER INSERT OR DELETE OR UPDATE ON public.project_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER project_file_immutable BEFORE DELETE OR UPDATE ON public.project_file FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER project_file_not_truncated BEFORE TRUNCATE ON public.project_file FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER project_file_removal_audited AFTER INSERT OR DELETE OR UPDATE ON public.project_file_removal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER project_file_removal_immutable BEFORE DELETE OR UPDATE ON public.project_file_removal FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER project_file_removal_not_truncated BEFORE TRUNCATE ON public.project_file_removal FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER project_number_audited AFTER INSERT OR DELETE OR UPDATE ON public.project_number DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER project_revision_audited AFTER INSERT OR DELETE OR UPDATE ON public.project_revision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER project_revision_immutable BEFORE DELETE OR UPDATE ON public.project_revision FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER project_revision_not_truncated BEFORE TRUNCATE ON public.project_revision FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER recovery_code_audited AFTER INSERT OR DELETE OR UPDATE ON public.recovery_code DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE CONSTRAINT TRIGGER sign_in_policy_audited AFTER INSERT OR DELETE OR UPDATE ON public.sign_in_policy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER sign_in_policy_immutable BEFORE DELETE OR UPDATE ON public.sign_in_policy FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER sign_in_policy_not_truncated BEFORE TRUNCATE ON public.sign_in_policy FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER sign_in_provider_audited AFTER INSERT OR DELETE OR UPDATE ON public.sign_in_provider DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER tenant_pass_immutable BEFORE DELETE OR UPDATE ON public.tenant_pass FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER tenant_pass_not_truncated BEFORE TRUNCATE ON public.tenant_pass FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER unit_audited AFTER INSERT ON public.unit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER unit_immutable BEFORE DELETE OR UPDATE ON public.unit FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER unit_not_truncated BEFORE TRUNCATE ON public.unit FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE CONSTRAINT TRIGGER unit_period_audited AFTER INSERT OR UPDATE ON public.unit_period DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

CREATE TRIGGER unit_period_only_ends BEFORE UPDATE ON public.unit_period FOR EACH ROW EXECUTE FUNCTION guicheng_only_ends();

CREATE TRIGGER unit_period_without_cycle AFTER INSERT ON public.unit_period FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_unit_cycle();

CREATE CONSTRAINT TRIGGER webhook_endpoint_audited AFTER INSERT OR UPDATE ON public.webhook_endpoint DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guicheng_require_audit();

alter table account enable row level security;
alter table account force row level security;

alter table api_client enable row level security;
alter table api_client force row level security;

alter table audit_entry enable row level security;
alter table audit_entry force row level security;

alter table client_assertion enable row level security;
alter table client_assertion force row level security;

alter table client_credential enable row level security;
alter table client_credential force row level security;

alter table client_credential_use enable row level security;
alter table client_credential_use force row level security;

alter table client_token enable row level security;
alter table client_token force row level security;

alter table decision_receipt enable row level security;
alter table decision_receipt force row level security;

alter table delegation enable row level security;
alter table delegation force row level security;

alter table federated_identity enable row level security;
alter table federated_identity force row level security;

alter table federated_post enable row level security;
alter table federated_post force row level security;

alter table file_upload enable row level security;
alter table file_upload force row level security;

alter table former_password enable row level security;
alter table former_password force row level security;

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;

alter table invitation enable row level security;
alter table invitation force row level security;

alter table outbox_event enable row level security;
alter table outbox_event force row level security;

alter table person enable row level security;
alter table person force row level security;

alter table post enable row level security;
alter table post force row level security;

alter table project enable row level security;
alter table project force row level security;

alter table project_file enable row level security;
alter table project_file force row level security;

alter table project_file_removal enable row level security;
alter table project_file_removal force row level security;

alter table project_number enable row level security;
alter table project_number force row level security;

alter table project_revision enable row level security;
alter table project_revision force row level security;

alter table rate_bucket enable row level security;
alter table rate_bucket force row level security;

alter table recovery_code enable row level security;
alter table recovery_code force row level security;

alter table session enable row level security;
alter table session force row level security;

alter table sign_in_attempt enable row level security;
alter table sign_in_attempt force row level security;

alter table sign_in_failure enable row level security;
alter table sign_in_failure force row level security;

alter table sign_in_policy enable row level security;
alter table sign_in_policy force row level security;

alter table sign_in_provider enable row level security;
alter table sign_in_provider force row level security;

alter table unit enable row level security;
alter table unit force row level security;

alter table unit_period enable row level security;
alter table unit_period force row level security;

alter table webhook_attempt enable row level security;
alter table webhook_attempt force row level security;

alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;

alter table webhook_endpoint enable row level security;
alter table webhook_endpoint force row level security;

create policy account_for_backup on account as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy account_of_district on account as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy api_client_for_backup on api_client as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy api_client_of_district on api_client as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy audit_entry_for_backup on audit_entry as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy audit_entry_of_district on audit_entry as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner, guicheng_publisher
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy client_assertion_for_backup on client_assertion as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy client_assertion_of_district on client_assertion as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy client_credential_for_backup on client_credential as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy client_credential_of_district on client_credential as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy client_credential_use_for_backup on client_credential_use as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy client_credential_use_of_district on client_credential_use as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy client_token_for_backup on client_token as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy client_token_of_district on client_token as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy decision_receipt_for_backup on decision_receipt as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy decision_receipt_of_district on decision_receipt as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy delegation_for_backup on delegation as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy delegation_of_district on delegation as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy federated_identity_for_backup on federated_identity as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy federated_identity_of_district on federated_identity as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy federated_post_for_backup on federated_post as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy federated_post_of_district on federated_post as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy file_upload_for_backup on file_upload as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy file_upload_of_district on file_upload as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy former_password_for_backup on former_password as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy former_password_of_district on former_password as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy idempotency_key_for_backup on idempotency_key as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy idempotency_key_of_district on idempotency_key as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy invitation_for_backup on invitation as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy invitation_of_district on invitation as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy outbox_event_for_backup on outbox_event as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy outbox_event_of_district on outbox_event as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy person_for_backup on person as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy person_of_district on person as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy post_for_backup on post as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy post_of_district on post as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy project_for_backup on project as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy project_of_district on project as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy project_file_for_backup on project_file as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy project_file_of_district on project_file as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy project_file_removal_for_backup on project_file_removal as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy project_file_removal_of_district on project_file_removal as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy project_number_for_backup on project_number as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy project_number_of_district on project_number as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy project_revision_for_backup on project_revision as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy project_revision_of_district on project_revision as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy rate_bucket_for_backup on rate_bucket as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy rate_bucket_of_district on rate_bucket as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy recovery_code_for_backup on recovery_code as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy recovery_code_of_district on recovery_code as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy session_for_backup on session as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy session_of_district on session as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy sign_in_attempt_for_backup on sign_in_attempt as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy sign_in_attempt_of_district on sign_in_attempt as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy sign_in_failure_for_backup on sign_in_failure as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy sign_in_failure_of_district on sign_in_failure as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy sign_in_policy_for_backup on sign_in_policy as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy sign_in_policy_of_district on sign_in_policy as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy sign_in_provider_for_backup on sign_in_provider as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy sign_in_provider_of_district on sign_in_provider as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy unit_for_backup on unit as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy unit_of_district on unit as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy unit_period_for_backup on unit_period as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy unit_period_of_district on unit_period as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy webhook_attempt_for_backup on webhook_attempt as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy webhook_attempt_of_district on webhook_attempt as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy webhook_delivery_for_backup on webhook_delivery as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy webhook_delivery_of_district on webhook_delivery as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

create policy webhook_endpoint_for_backup on webhook_endpoint as PERMISSIVE for SELECT to guicheng_backup
  using (true);

create policy webhook_endpoint_of_district on webhook_endpoint as PERMISSIVE for ALL to guicheng_app, guicheng_auditor, guicheng_owner
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

grant insert, select, update on table account to guicheng_app;

grant select on table account to guicheng_backup;

grant insert, select, update on table api_client to guicheng_app;

grant select on table api_client to guicheng_auditor;

grant select on table api_client to guicheng_backup;

grant insert, select on table audit_entry to guicheng_app;

grant insert, select on table audit_entry to guicheng_publisher;

grant select on table audit_entry to guicheng_auditor;

grant select on table audit_entry to guicheng_backup;

grant delete, insert, select on table client_assertion to guicheng_app;

grant select on table client_assertion to guicheng_backup;

grant insert, select, update on table client_credential to guicheng_app;

grant select on table client_credential to guicheng_backup;

grant insert, select, update on table client_credential_use to guicheng_app;

grant select on table client_credential_use to guicheng_auditor;

grant select on table client_credential_use to guicheng_backup;

grant delete, insert, select, update on table client_token to guicheng_app;

grant select on table client_token to guicheng_backup;

grant insert, select on table decision_receipt to guicheng_app;

grant select on table decision_receipt to guicheng_auditor;

grant select on table decision_receipt to guicheng_backup;

grant insert, select, update on table delegation to guicheng_app;

grant select on table delegation to guicheng_auditor;

grant select on table delegation to guicheng_backup;

grant insert, select, update on table district to guicheng_app;

grant select on table district to guicheng_auditor;

grant select on table district to guicheng_backup;

grant delete, insert, select on table federated_identity to guicheng_app;

grant select on table federated_identity to guicheng_auditor;

grant select on table federated_identity to guicheng_backup;

grant insert, select on table federated_post to guicheng_app;

grant select on table federated_post to guicheng_auditor;

grant select on table federated_post to guicheng_backup;

grant delete, insert, select on table file_upload to guicheng_app;

grant select on table file_upload to guicheng_auditor;

grant select on table file_upload to guicheng_backup;

grant insert, select on table former_password to guicheng_app;

grant select on table former_password to guicheng_backup;

grant delete, insert, select on table idempotency_key to guicheng_app;

grant select on table idempotency_key to guicheng_backup;

grant delete, insert, select, update on table invitation to guicheng_app;

grant select on table invitation to guicheng_backup;

grant select on table migration to guicheng_backup;

grant insert, select, update on table outbox_event to guicheng_app;

grant select on table outbox_event to guicheng_auditor;

grant select on table outbox_event to guicheng_backup;

grant insert, select, update on table person to guicheng_app;

grant select on table person to guicheng_auditor;

grant select on table person to guicheng_backup;

grant insert, select on table policy to guicheng_publisher;

grant select on table policy to guicheng_app;

grant select on table policy to guicheng_auditor;

grant select on table policy to guicheng_backup;

grant insert, select, update on table post to guicheng_app;

grant select on table post to guicheng_auditor;

grant select on table post to guicheng_backup;

grant insert, select, update on table project to guicheng_app;

grant select on table project to guicheng_auditor;

grant select on table project to guicheng_backup;

grant insert, select on table project_file to guicheng_app;

grant select on table project_file to guicheng_auditor;

grant select on table project_file to guicheng_backup;

grant insert, select on table project_file_removal to guicheng_app;

grant select on table project_file_removal to guicheng_auditor;

grant select on table project_file_removal to guicheng_backup;

grant insert, select, update on table project_number to guicheng_app;

grant select on table project_number to guicheng_auditor;

grant select on table project_number to guicheng_backup;

grant insert, select on table project_revision to guicheng_app;

grant select on table project_revision to guicheng_auditor;

grant select on table project_revision to guicheng_backup;

grant delete, insert, select, update on table rate_bucket to guicheng_app;

grant select on table rate_bucket to guicheng_auditor;

grant select on table rate_bucket to guicheng_backup;

grant delete, insert, select, update on table recovery_code to guicheng_app;

grant select on table recovery_code to guicheng_backup;

grant delete, insert, select, update on table session to guicheng_app;

grant select on table session to guicheng_backup;

grant delete, insert, select on table sign_in_attempt to guicheng_app;

grant select on table sign_in_attempt to guicheng_backup;

grant delete, insert, select, update on table sign_in_failure to guicheng_app;

grant select on table sign_in_failure to guicheng_backup;

grant insert, select on table sign_in_policy to guicheng_app;

grant select on table sign_in_policy to guicheng_auditor;

grant select on table sign_in_policy to guicheng_backup;

grant insert, select, update on table sign_in_provider to guicheng_app;

grant select on table sign_in_provider to guicheng_backup;

grant insert, select on table tenant_pass to guicheng_app;

grant select on table tenant_pass to guicheng_auditor;

grant select on table tenant_pass to guicheng_backup;

grant select on table tenant_pass to guicheng_publisher;

grant insert, select on table unit to guicheng_app;

grant select on table unit to guicheng_auditor;

grant select on table unit to guicheng_backup;

grant insert, select, update on table unit_period to guicheng_app;

grant select on table unit_period to guicheng_auditor;

grant select on table unit_period to guicheng_backup;

grant delete, insert, select on table webhook_attempt to guicheng_app;

grant select on table webhook_attempt to guicheng_auditor;

grant select on table webhook_attempt to guicheng_backup;

grant delete, insert, select, update on table webhook_delivery to guicheng_app;

grant select on table webhook_delivery to guicheng_auditor;

grant select on table webhook_delivery to guicheng_backup;

grant insert, select, update on table webhook_endpoint to guicheng_app;

grant select on table webhook_endpoint to guicheng_backup;

grant usage on schema public to public;

grant execute on function guicheng_audit_hash(audit_entry) to public;

grant execute on function guicheng_begin_change(text,text,text,text,text) to public;

grant execute on function guicheng_chain_audit() to public;

grant execute on function guicheng_current_district() to public;

grant execute on function guicheng_end_change(text,timestamp with time zone,text,text,text,text,text,text,text,text,text,text,text,text[],text[],text[],text[]) to public;

grant execute on function guicheng_guard_district() to public;

grant execute on function guicheng_hold_key(text,text,text) to public;

grant execute on function guicheng_holdings(text,uuid[]) to public;

grant execute on function guicheng_keep_duties_apart() to public;

grant execute on function guicheng_only_ends() to public;

grant execute on function guicheng_refuse_change() to public;

grant execute on function guicheng_refuse_unit_cycle() to public;

grant execute on function guicheng_require_audit() to public;
