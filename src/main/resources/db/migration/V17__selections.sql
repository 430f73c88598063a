-- Comparisons of more than a change's scope: chosen types, lists, whole orgs, and against an earlier state.

alter table sluice.comparison
    alter column change_number drop not null,
    -- A digest is of a scope; a selection has none.
    alter column source_digest drop not null,
    alter column target_digest drop not null,
    -- What was compared; null for a change's scope.
    add column selection      jsonb,
    -- The comparison whose source (or target) stood in for the target's org.
    add column earlier        uuid references sluice.comparison (id),
    add column earlier_source boolean,
    -- Whether everything was retrieved, whatever the orgs say of their last changes.
    add column cold           boolean not null default true,
    -- What could not be looked at, in sentences.
    add column gaps           jsonb   not null default '[]';

-- By code point, as everywhere in Sluice, so that the key gives the order of the pages.
alter table sluice.comparison_item
    alter column type type text collate "C",
    alter column full_name type text collate "C";

create index comparison_item_differing on sluice.comparison_item (comparison, bucket, type, full_name)
    where bucket <> 'SAME';

-- A unit is a component with files of its own, together with the components inside of them: an object and its fields.
create table sluice.comparison_unit (
    comparison uuid not null references sluice.comparison (id),
    type       text not null collate "C",
    full_name  text not null collate "C",
    -- SHA-256 over its files' paths and bytes; null where a side has none.
    source_raw text,
    target_raw text,
    -- Which components inside were compared on their own.
    members    text not null,
    primary key (comparison, type, full_name)
);

-- The files of units that were not the same, byte by byte, on both sides; their bytes lie in content.
create table sluice.comparison_file (
    comparison uuid    not null references sluice.comparison (id),
    type       text    not null collate "C",
    full_name  text    not null collate "C",
    source     boolean not null,
    path       text    not null collate "C",
    sha256     text    not null,
    bytes      bigint  not null,
    primary key (comparison, type, full_name, source, path)
);

create trigger comparison_unit_is_immutable before update or delete on sluice.comparison_unit
    for each row execute function sluice.refuse_change_of_comparison();
create trigger comparison_file_is_immutable before update or delete on sluice.comparison_file
    for each row execute function sluice.refuse_change_of_comparison();

-- Files by the SHA-256 of their bytes, gzipped, in pieces that go through the memory one by one.
create table sluice.content (
    sha256 text    not null collate "C",
    n      integer not null,
    piece  bytea   not null,
    primary key (sha256, n)
);

-- What each org's units were when they were last retrieved. Another org or another state of the list voids a row.
create table sluice.known_unit (
    environment  text        not null,
    api_version  text        not null,
    type         text        not null collate "C",
    full_name    text        not null collate "C",
    org_id       text        not null,
    -- Over id, name and last modification of the unit and of the components inside, as the org listed them.
    stamp        text        not null,
    raw          text        not null,
    retrieved_at timestamptz not null,
    primary key (environment, api_version, type, full_name)
);

-- A comparison under way. After a crash of the database itself these tables are empty, all of them, and the comparison
-- begins anew: that is what makes them cheap.
create unlogged table sluice.compare_run (
    job           uuid primary key,
    stage         text        not null check (stage in ('LISTING', 'RETRIEVING')),
    began_at      timestamptz not null,
    retrieving_at timestamptz,
    source_org    text        not null,
    target_org    text        not null,
    -- How many components were known without retrieving.
    known         bigint      not null default 0,
    cancelled     boolean     not null default false,
    gaps          jsonb       not null default '[]'
);

create unlogged table sluice.compare_type (
    job    uuid    not null,
    source boolean not null,
    type   text    not null,
    primary key (job, source, type)
);

create unlogged table sluice.compare_listed (
    job         uuid    not null,
    source      boolean not null,
    type        text    not null collate "C",
    full_name   text    not null collate "C",
    unit_type   text    not null collate "C",
    unit_name   text    not null collate "C",
    -- SELECTED is compared on its own; LEFT_OUT is not, nor does it count as a part of its unit; PART belongs to its unit.
    state       text    not null check (state in ('SELECTED', 'LEFT_OUT', 'PART')),
    -- Of the org's id and time; null where they don't tell every change.
    stamp       text,
    modified_by text,
    modified_at timestamptz,
    primary key (job, source, type, full_name)
);
create index compare_listed_unit on sluice.compare_listed (job, unit_type, unit_name);

create unlogged table sluice.compare_unit (
    job          uuid    not null,
    type         text    not null collate "C",
    full_name    text    not null collate "C",
    in_source    boolean not null,
    in_target    boolean not null,
    source_stamp text,
    target_stamp text,
    source_raw   text,
    target_raw   text,
    members      text    not null,
    items        integer not null,
    -- Whether only some of its parts are asked for, so that its files are not whole.
    part         boolean not null,
    -- The earlier comparison that has its differences; null where there is none or they are found out now.
    known_by     uuid,
    chunk        integer,
    done         boolean not null default false,
    primary key (job, type, full_name)
);

create unlogged table sluice.compare_chunk (
    job    uuid    not null,
    number integer not null,
    state  text    not null check (state in ('OPEN', 'DONE', 'SPLIT')),
    units  integer not null,
    primary key (job, number)
);

-- Items that were found out one by one; all others follow from their unit.
create unlogged table sluice.compare_item (
    job            uuid  not null,
    type           text  not null collate "C",
    full_name      text  not null collate "C",
    bucket         text  not null,
    source_hash    text,
    target_hash    text,
    only_in_source jsonb not null,
    only_in_target jsonb not null,
    note           text,
    primary key (job, type, full_name)
);

create unlogged table sluice.compare_file (
    job       uuid    not null,
    type      text    not null collate "C",
    full_name text    not null collate "C",
    source    boolean not null,
    path      text    not null collate "C",
    sha256    text    not null,
    bytes     bigint  not null,
    primary key (job, type, full_name, source, path)
);

-- Where a profile's rights on the components of one chunk differ. A retrieve shows rights on its own components only, so that
-- a profile is looked at in every chunk.
create unlogged table sluice.compare_rights (
    job            uuid    not null,
    type           text    not null collate "C",
    full_name      text    not null collate "C",
    chunk          integer not null,
    only_in_source jsonb   not null,
    only_in_target jsonb   not null,
    primary key (job, type, full_name, chunk)
);

-- How each org's profiles were listed when their rights on all components were last compared.
create table sluice.known_profiles (
    environment text not null,
    api_version text not null,
    org_id      text not null,
    stamp       text not null,
    primary key (environment, api_version)
);
