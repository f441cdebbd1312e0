create extension btree_gist;

CREATE OR REPLACE FUNCTION public.guicheng_current_district()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
      declare
        district constant text := current_setting('guicheng.district', true);
      begin
        if district is null or district = '' then
          raise exception using errcode = 'GC001', message = 'no district is set for this transaction';
        end if;
        return district;
      end $function$
;
alter function guicheng_current_district() owner to guicheng_owner;

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

create sequence migration_id_seq as integer;

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
  constraint decision_receipt_pk PRIMARY KEY (district, receipt_id),
  constraint decision_receipt_policy_published FOREIGN KEY (district, policy_id, policy_digest) REFERENCES policy(district, policy_id, digest),
  constraint decision_receipt_mode_known CHECK ((mode = ANY (ARRAY['in-force'::text, 'simulate'::text]))),
  constraint decision_receipt_policy_with_digest CHECK (((policy_id IS NULL) = (policy_digest IS NULL)))
);
alter table decision_receipt owner to guicheng_owner;

create table migration (
  id integer not null default nextval('migration_id_seq'::regclass),
  timestamp bigint not null,
  name character varying not null,
  constraint PK_3043fc6b8af7c99b8b98830094f PRIMARY KEY (id)
);
alter table migration owner to guicheng_owner;

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
  constraint policy_validity_ordered CHECK (((effective_to IS NULL) OR ((effective_from IS NOT NULL) AND (effective_from <= effective_to))))
);
alter table policy owner to guicheng_owner;

CREATE TRIGGER decision_receipt_immutable BEFORE DELETE OR UPDATE ON public.decision_receipt FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER decision_receipt_not_truncated BEFORE TRUNCATE ON public.decision_receipt FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER policy_immutable BEFORE DELETE OR UPDATE ON public.policy FOR EACH ROW EXECUTE FUNCTION guicheng_refuse_change();

CREATE TRIGGER policy_not_truncated BEFORE TRUNCATE ON public.policy FOR EACH STATEMENT EXECUTE FUNCTION guicheng_refuse_change();

alter table decision_receipt enable row level security;
alter table decision_receipt force row level security;

create policy decision_receipt_of_district on decision_receipt as PERMISSIVE for ALL to public
  using ((district = guicheng_current_district()))
  with check ((district = guicheng_current_district()));

grant insert, select on table decision_receipt to guicheng_app;

grant insert, select on table policy to guicheng_publisher;

grant select on table policy to guicheng_app;

grant usage on schema public to public;

grant execute on function guicheng_current_district() to public;

grant execute on function guicheng_refuse_change() to public;
