package io.sluice.change;

import io.sluice.environment.Environment;
import io.sluice.inventory.Inventories;
import io.sluice.inventory.TypeState;
import io.sluice.metadata.Component;
import io.sluice.metadata.ComponentNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Advice from the form of names and from what an environment's inventory has. */
final class ScopeAdviceByInventory implements ScopeAdvice {

    private final Inventories inventories;

    ScopeAdviceByInventory(Inventories inventories) {
        this.inventories = inventories;
    }

    @Override
    public Optional<String> problem(ScopeItem item, ScopeDraft draft, Environment environment) {
        return new There(environment, List.of(item.component())).problem(item, draft);
    }

    @Override
    public PastedScope read(
            String text, ScopeItem.@Nullable Kind kind, boolean expand, ScopeDraft draft, Environment environment) {
        PastedList list = PastedList.read(text);
        List<PastedScope.Wrong> wrong = new ArrayList<>();
        List<PastedLine> entries = new ArrayList<>();
        for (PastedLine line : list.lines()) {
            Component component = line.component();
            if (line.problem() != null || component == null) {
                wrong.add(new PastedScope.Wrong(line.number(), line.text(), String.valueOf(line.problem())));
            } else if (component.fullName().equals("*")) {
                wildcard(line, component.type(), expand, environment, entries, wrong);
            } else {
                entries.add(line);
            }
        }
        There there = new There(
                environment, entries.stream().map(line -> component(line)).toList());
        List<ScopeItem> right = new ArrayList<>();
        Map<String, Integer> lineOf = new HashMap<>();
        for (PastedLine line : entries) {
            ScopeItem item = there.item(component(line), line.kind() == null ? kind : line.kind());
            Integer earlier = lineOf.putIfAbsent(ScopeLines.key(item.component()), line.number());
            Optional<String> problem = earlier != null
                    ? Optional.of("It is named already in line " + earlier + ".")
                    : there.problem(item, draft);
            if (problem.isPresent()) {
                wrong.add(new PastedScope.Wrong(line.number(), line.text(), problem.get()));
            } else {
                right.add(item);
            }
        }
        if (list.lines().isEmpty()) {
            wrong.add(new PastedScope.Wrong(1, "", "Nothing was pasted."));
        }
        wrong.sort(java.util.Comparator.comparingInt(PastedScope.Wrong::line));
        return new PastedScope(list.format(), right, wrong);
    }

    private static Component component(PastedLine line) {
        Component component = line.component();
        if (component == null) {
            throw new IllegalStateException("Line " + line.number() + " has no component");
        }
        return component;
    }

    private void wildcard(
            PastedLine line,
            String type,
            boolean expand,
            Environment environment,
            List<PastedLine> entries,
            List<PastedScope.Wrong> wrong) {
        List<Component> all = inventories.wildcard(environment.id(), type);
        if (expand && !all.isEmpty()) {
            all.forEach(one -> entries.add(new PastedLine(line.number(), one.toString(), one, line.kind(), null)));
            return;
        }
        String reason = all.isEmpty()
                ? "The wildcard stands for nothing: the inventory of " + environment.name() + " has no " + type
                        + " of its own."
                : "A scope names each component, it has no wildcard. Say that wildcards are to be replaced, and it becomes the "
                        + all.size() + " that " + environment.name() + " has of its own.";
        wrong.add(new PastedScope.Wrong(line.number(), line.text(), reason));
    }

    /** What an environment's inventory says of some components, asked once. */
    private final class There {

        private final Environment environment;
        private final Map<Component, Component> found;
        private final Set<String> listed;

        There(Environment environment, Collection<Component> components) {
            this.environment = environment;
            this.found = inventories.find(environment.id(), components);
            this.listed = inventories.state(environment.id()).types().stream()
                    .filter(type -> type.listedAt() != null)
                    .map(TypeState::type)
                    .collect(Collectors.toSet());
        }

        ScopeItem item(Component component, ScopeItem.@Nullable Kind kind) {
            if (kind != null) {
                return new ScopeItem(component, kind);
            }
            // Where the inventory can't tell, it is what most items are.
            boolean absent = canTell(component) && !found.containsKey(component);
            return new ScopeItem(component, absent ? ScopeItem.Kind.PROPOSED : ScopeItem.Kind.EXISTING);
        }

        Optional<String> problem(ScopeItem item, ScopeDraft draft) {
            Component component = item.component();
            boolean proposed = item.kind() == ScopeItem.Kind.PROPOSED;
            Optional<String> form =
                    proposed ? ComponentNames.problemOfProposed(component) : ComponentNames.problem(component);
            if (form.isPresent()) {
                return form.map(ScopeAdviceByInventory::sentence);
            }
            Optional<ScopeItem> already = draft.find(component);
            if (already.isPresent()) {
                return Optional.of(component + " is in the scope already, as "
                        + already.get().kind().word() + ".");
            }
            Component there = found.get(component);
            if (proposed) {
                return Optional.ofNullable(there)
                        .map(exists -> exists + " exists already in " + environment.name() + "; add it as existing.");
            }
            if (there == null) {
                return canTell(component)
                        ? Optional.of(component + " is not in the inventory of " + environment.name()
                                + ". If the change creates it, add it as proposed; if it was made just now, refresh the"
                                + " inventory.")
                        : Optional.empty();
            }
            return there.equals(component)
                    ? Optional.empty()
                    : Optional.of(environment.name() + " spells it " + there + "; upper and lower case differ.");
        }

        private boolean canTell(Component component) {
            return listed.contains(component.type()) && LiveComponents.isListed(component.type());
        }
    }

    private static String sentence(String problem) {
        return problem.endsWith(".") || problem.endsWith("?") ? problem : problem + ".";
    }
}
