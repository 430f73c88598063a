-- A scope also names what the change deletes.
alter table sluice.scope_item rename column origin to kind;
alter table sluice.scope_item drop constraint scope_item_origin_check;
alter table sluice.scope_item add constraint scope_item_kind_check
    check (kind in ('existing', 'proposed', 'deletion'));
