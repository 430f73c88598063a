-- Comparisons of environments: written once, never changed.

create table sluice.comparison (
    position      bigint generated always as identity unique,
    id            uuid primary key,
    remote_job    uuid        not null unique,
    change_number text        not null,
    owner         text        not null,
    verify        boolean     not null,
    source        text        not null,
    target        text        not null,
    source_org_id text        not null,
    target_org_id text        not null,
    api_version   text        not null,
    at            timestamptz not null,
    source_digest text        not null,
    target_digest text        not null
);

create index comparison_by_owner on sluice.comparison (owner, verify, position desc);
create index comparison_by_change on sluice.comparison (change_number, position);

create table sluice.comparison_item (
    comparison       uuid  not null references sluice.comparison (id),
    type             text  not null,
    full_name        text  not null,
    bucket           text  not null check (bucket in
        ('ONLY_IN_SOURCE', 'ONLY_IN_TARGET', 'SAME', 'DIFFERENT', 'IN_NEITHER', 'UNKNOWN')),
    source_hash      text,
    target_hash      text,
    only_in_source   jsonb not null,
    only_in_target   jsonb not null,
    last_modified_by text,
    last_modified_at timestamptz,
    note             text,
    primary key (comparison, type, full_name)
);

create function sluice.refuse_change_of_comparison() returns trigger language plpgsql as $$
begin
    raise exception 'A comparison is evidence: % on % is refused', tg_op, tg_table_name;
end
$$;

create trigger comparison_is_immutable before update or delete on sluice.comparison
    for each row execute function sluice.refuse_change_of_comparison();
create trigger comparison_item_is_immutable before update or delete on sluice.comparison_item
    for each row execute function sluice.refuse_change_of_comparison();

-- The org hands a retrieved zip out once. What was fetched (or failed) is spent; the next look starts the retrieve again.
create table sluice.retrieve_run (
    key         text primary key,
    environment text    not null,
    retrieve_id text    not null,
    spent       boolean not null,
    starts      integer not null
);
