package dev.signet.embedded;

/** A server that runs as an own process. */
public interface RunningServer {
    /** Its process, for one who watches over it. */
    ServerProcess process();

    /** Ends it orderly, by force when it does not end in time. */
    void stop();
}
