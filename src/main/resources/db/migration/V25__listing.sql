-- What a comparison lists, in two waves: what is retrieved while the rest is still listed.

alter table sluice.compare_run
    -- How many waves were made into chunks.
    add column waves        integer not null default 0,
    -- How far each org's record of its changes was before anything was listed; null where it has none.
    add column source_marks jsonb,
    add column target_marks jsonb;

-- Rows of comparisons under way tell too little for the new listing; these begin anew.
truncate sluice.compare_run, sluice.compare_type, sluice.compare_listed, sluice.compare_unit, sluice.compare_chunk,
    sluice.compare_item, sluice.compare_item_differences, sluice.compare_file, sluice.compare_rights;

alter table sluice.compare_type
    add column wave       integer not null,
    -- In this order the org is asked.
    add column place      integer not null,
    add column listed     boolean not null default false,
    -- How many the org told; null while it was not asked or could not say.
    add column components integer;

-- How many components of each type an org had when a comparison of everything last listed it.
create table sluice.known_list (
    environment text        not null,
    api_version text        not null,
    type        text        not null collate "C",
    org_id      text        not null,
    components  integer     not null,
    listed_at   timestamptz not null,
    primary key (environment, api_version, type)
);

-- How far the org's record of its changes was before those lists: a type that it does not name since is as it was listed.
create table sluice.known_marks (
    environment text  not null,
    api_version text  not null,
    org_id      text  not null,
    marks       jsonb not null,
    primary key (environment, api_version)
);
