-- The deployment log: everything that an org reported of an attempt, row by row, kept for ever.

-- number counts the remote jobs of one kind; nth counts all attempts under their owner.
alter table sluice.attempt
    add column nth            integer,
    add column asked_by       text not null default 'sluice',
    add column options        jsonb,
    add column tests_began_at timestamptz,
    add column details_due_at timestamptz;

update sluice.attempt a set nth = counted.nth
from (select position, row_number() over (partition by owner order by position) as nth from sluice.attempt) counted
where a.position = counted.position;

alter table sluice.attempt alter column nth set not null;
alter table sluice.attempt add unique (owner, nth);

comment on column sluice.attempt.options is 'As sent; null for attempts before the log kept them';
comment on column sluice.attempt.tests_began_at is 'When the org was first seen running tests; the forecast counts from it';
comment on column sluice.attempt.details_due_at is 'A running org is asked for every single result no earlier than this';

create table sluice.attempt_component (
    attempt      bigint  not null references sluice.attempt (position),
    n            integer not null,
    type         text    not null,
    full_name    text    not null,
    file_name    text    not null,
    org_id       text,
    became       text    not null check (became in ('FAILED', 'CREATED', 'CHANGED', 'DELETED', 'UNCHANGED')),
    problem      text,
    problem_type text,
    line         integer not null,
    col          integer not null,
    primary key (attempt, n)
);

create table sluice.attempt_test (
    attempt     bigint  not null references sluice.attempt (position),
    n           integer not null,
    class_name  text    not null,
    method_name text    not null,
    passed      boolean not null,
    millis      bigint  not null,
    message     text,
    stack_trace text,
    primary key (attempt, n)
);

create table sluice.attempt_coverage (
    attempt       bigint  not null references sluice.attempt (position),
    n             integer not null,
    kind          text    not null,
    name          text    not null,
    total         integer not null,
    missed        integer not null,
    missed_places jsonb   not null,
    primary key (attempt, n)
);

create table sluice.attempt_coverage_warning (
    attempt bigint  not null references sluice.attempt (position),
    n       integer not null,
    name    text,
    message text    not null,
    primary key (attempt, n)
);

-- What older attempts told stands in their log as the org sent it.
create function sluice.told(said jsonb) returns setof jsonb language sql immutable as $$
    select jsonb_array_elements(case jsonb_typeof(said)
        when 'array' then said when 'object' then jsonb_build_array(said) else '[]' end)
$$;

-- Null for what can't be read: such an attempt keeps its answer and gets no rows. The character 0, which no text can hold,
-- is left out; a backslash that is itself escaped begins no such character.
create function sluice.answer(said text) returns jsonb language plpgsql immutable as $$
begin
    return regexp_replace(said, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb;
exception when others then
    return null;
end
$$;

create temporary table raw on commit drop as
    select position as attempt, sluice.answer(log ->> 'json') -> 'details' as details from sluice.attempt
    where log ->> 'json' is not null;

insert into sluice.attempt_component (attempt, n, type, full_name, file_name, org_id, became, problem, problem_type, line, col)
select attempt, row_number() over (partition by attempt order by became <> 'FAILED') - 1,
    coalesce(one ->> 'componentType', ''), coalesce(one ->> 'fullName', ''), coalesce(one ->> 'fileName', ''), one ->> 'id',
    became, one ->> 'problem', one ->> 'problemType',
    coalesce((one ->> 'lineNumber')::integer, 0), coalesce((one ->> 'columnNumber')::integer, 0)
from (select attempt, one, 'FAILED' as became from raw, sluice.told(details -> 'componentFailures') one
    union all
    select attempt, one, case when (one ->> 'deleted')::boolean then 'DELETED' when (one ->> 'created')::boolean then 'CREATED'
        when (one ->> 'changed')::boolean then 'CHANGED' else 'UNCHANGED' end
    from raw, sluice.told(details -> 'componentSuccesses') one) each_one;

insert into sluice.attempt_test (attempt, n, class_name, method_name, passed, millis, message, stack_trace)
select attempt, row_number() over (partition by attempt order by passed) - 1,
    concat_ws('.', nullif(one ->> 'namespace', ''), one ->> 'name'), coalesce(one ->> 'methodName', ''), passed,
    coalesce(round((one ->> 'time')::numeric), 0), one ->> 'message', one ->> 'stackTrace'
from (select attempt, one, false as passed from raw, sluice.told(details -> 'runTestResult' -> 'failures') one
    union all
    select attempt, one, true from raw, sluice.told(details -> 'runTestResult' -> 'successes') one) each_one;

insert into sluice.attempt_coverage (attempt, n, kind, name, total, missed, missed_places)
select attempt, row_number() over (partition by attempt) - 1, coalesce(one ->> 'type', ''),
    concat_ws('.', nullif(one ->> 'namespace', ''), one ->> 'name'), coalesce((one ->> 'numLocations')::integer, 0),
    coalesce((one ->> 'numLocationsNotCovered')::integer, 0),
    coalesce((select jsonb_agg(place ->> 'line') from sluice.told(one -> 'locationsNotCovered') place), '[]')
from raw, sluice.told(details -> 'runTestResult' -> 'codeCoverage') one;

insert into sluice.attempt_coverage_warning (attempt, n, name, message)
select attempt, row_number() over (partition by attempt) - 1,
    coalesce(one ->> 'name', one ->> 'flowName'), coalesce(one ->> 'message', '')
from (select attempt, one from raw, sluice.told(details -> 'runTestResult' -> 'codeCoverageWarnings') one
    union all
    select attempt, one from raw, sluice.told(details -> 'runTestResult' -> 'flowCoverageWarnings') one) each_one;

drop function sluice.told(jsonb);
drop function sluice.answer(text);
