package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.List;

/**
 * Another open change request that touches the same components.
 *
 * @param requester who asked for it and answers for it
 * @param components those that both name, whatever each of them does with it; sorted
 */
public record Overlap(String number, String name, String requester, ChangeStatus status, List<Component> components) {}
