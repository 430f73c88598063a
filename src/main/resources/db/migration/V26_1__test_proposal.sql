-- Tests that reach what a deployment changes, as they were found for its newest comparison.
create table sluice.test_proposal (
    deployment text        primary key references sluice.deployment (id),
    comparison uuid        not null,
    at         timestamptz not null,
    tests      jsonb       not null,
    notes      jsonb       not null
);
