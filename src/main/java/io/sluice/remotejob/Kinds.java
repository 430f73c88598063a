package io.sluice.remotejob;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kinds that plug in; asked for only when one is needed, because kinds may themselves need the remote jobs. */
@Component
class Kinds {

    private final ObjectProvider<RemoteJobKind> kinds;

    Kinds(ObjectProvider<RemoteJobKind> kinds) {
        this.kinds = kinds;
    }

    Optional<RemoteJobKind> find(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    RemoteJobKind require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no kind of remote job called " + name
                        + "; there are "
                        + kinds.stream().map(RemoteJobKind::name).sorted().toList()));
    }
}
