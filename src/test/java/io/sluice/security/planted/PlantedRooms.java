package io.sluice.security.planted;

import org.springframework.modulith.Modulithic;

/** Two rooms in the wrong order, to see that the check of the rooms finds it. */
@Modulithic
public final class PlantedRooms {

    private PlantedRooms() {}
}
