-- The audit trail. Rows are only ever added; each carries the hash of the row before it.
create table sluice.evidence (
    seq           bigint      primary key check (seq > 0),
    at            timestamptz not null,
    actor         text        not null,
    kind          text        not null,
    subject       text        not null,
    details       text        not null,
    previous_hash text        not null check (previous_hash ~ '^[0-9a-f]{64}$'),
    hash          text        not null check (hash ~ '^[0-9a-f]{64}$')
);

create index evidence_by_subject on sluice.evidence (subject, seq);

comment on table sluice.evidence is 'Append-only, hash-chained audit trail; the encoding under the hash is described at io.sluice.evidence.Link';
comment on column sluice.evidence.details is 'Canonical JSON: keys sorted, no white space; text, because the hash covers its very characters';

-- Refused twice: by privilege, for the owner as well, and by trigger, for those whom privileges do not bind.
revoke update, delete, truncate on sluice.evidence from public;
revoke update, delete, truncate on sluice.evidence from current_user;

create function sluice.refuse_evidence_change() returns trigger language plpgsql as $$
begin
    raise exception 'Evidence is only ever added: % of sluice.evidence is refused', lower(tg_op)
        using errcode = 'restrict_violation';
end
$$;

create trigger evidence_is_append_only
    before update or delete or truncate on sluice.evidence
    for each statement execute function sluice.refuse_evidence_change();
