package io.sluice.change;

/** What a person states to raise a change request; all as typed. */
public record NewChange(String name, String type, String overview) {}
