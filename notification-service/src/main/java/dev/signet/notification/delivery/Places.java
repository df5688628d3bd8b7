package dev.signet.notification.delivery;

/** The places for pushes under way, of which there are so many and no more, whoever asks for deliveries. */
final class Places {
    private int free;
    private boolean filling;
    private boolean unseen;

    Places(int all) {
        free = all;
    }

    /**
     * Takes all free places, for pushes that are looked for now. Takes none while somebody looks or all are in use: then it
     * is remembered that pushes may wait.
     */
    synchronized int take() {
        if (filling || free == 0) {
            unseen = true;
            return 0;
        }
        filling = true;
        unseen = false;
        int taken = free;
        free = 0;
        return taken;
    }

    /** Ends a look that found pushes for {@code used} of the taken places; true when another is worth it now. */
    synchronized boolean filled(int taken, int used) {
        filling = false;
        free += taken - used;
        unseen |= used == taken;
        return unseen && free > 0;
    }

    /** Gives a place back after its push; true when one that waits may want it. */
    synchronized boolean giveBack() {
        free++;
        return unseen && !filling;
    }
}
