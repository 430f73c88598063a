-- When a deployment may start. The person who lets it start before its time does so for one package.
create table sluice.deployment_start (
    deployment      text        primary key references sluice.deployment (id),
    not_before      timestamptz,
    window_from     time,
    window_to       time,
    days            jsonb       not null,
    zone            text        not null,
    planned_by      text        not null,
    started_by      text,
    started_package text
);
