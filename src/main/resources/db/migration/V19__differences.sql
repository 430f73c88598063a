-- What differs inside the items of comparisons, in people's words: written once, never changed.

-- A set is what differs between two states of one component. Comparisons that found the same two states share it.
create table sluice.difference_set (
    id              uuid primary key,
    differences     integer not null,
    rights_gained   integer not null,
    rights_lost     integer not null,
    rights_changed  integer not null,
    powerful_gained integer not null,
    powerful_lost   integer not null,
    -- What a reader should know, and what could not be compared, in sentences.
    notes           jsonb   not null,
    not_compared    jsonb   not null
);

create table sluice.difference (
    difference_set uuid    not null references sluice.difference_set (id),
    n              integer not null,
    kind           text    not null check (kind in ('ADDED', 'REMOVED', 'CHANGED', 'MOVED')),
    path           text    not null,
    place          text    not null,
    source         text,
    target         text,
    words          text    not null,
    -- Of a right; all null, or none.
    effect         text check (effect in ('GAINS', 'LOSES', 'CHANGES')),
    holder         text,
    right_kind     text,
    right_name     text,
    right_on       text,
    powerful       boolean,
    primary key (difference_set, n),
    check (num_nulls(effect, holder, right_kind, right_name, right_on, powerful) in (0, 6))
);

-- Texts to be read line by line, in UTF-8; their bytes lie in content.
create table sluice.difference_text (
    difference_set uuid    not null references sluice.difference_set (id),
    n              integer not null,
    path           text    not null,
    place          text    not null,
    source_sha256  text,
    target_sha256  text,
    is_binary      boolean not null,
    primary key (difference_set, n)
);

-- Comparisons whose items were looked into; older ones tell lines only.
create table sluice.comparison_looked_inside (
    comparison uuid primary key references sluice.comparison (id)
);

create table sluice.comparison_item_differences (
    comparison     uuid not null references sluice.comparison (id),
    type           text not null collate "C",
    full_name      text not null collate "C",
    difference_set uuid not null references sluice.difference_set (id),
    -- Whether somebody gains, loses or has a right changed, so that these items are found among very many.
    rights         boolean not null,
    primary key (comparison, type, full_name)
);

create index comparison_item_with_rights on sluice.comparison_item_differences (comparison, type, full_name) where rights;

create trigger difference_set_is_immutable before update or delete on sluice.difference_set
    for each row execute function sluice.refuse_change_of_comparison();
create trigger difference_is_immutable before update or delete on sluice.difference
    for each row execute function sluice.refuse_change_of_comparison();
create trigger difference_text_is_immutable before update or delete on sluice.difference_text
    for each row execute function sluice.refuse_change_of_comparison();
create trigger comparison_looked_inside_is_immutable before update or delete on sluice.comparison_looked_inside
    for each row execute function sluice.refuse_change_of_comparison();
create trigger comparison_item_differences_are_immutable before update or delete on sluice.comparison_item_differences
    for each row execute function sluice.refuse_change_of_comparison();
