package dev.signet.chaos.workload;

/** One who works on and on. */
interface Worker {
    /** Does the next piece of work. */
    void work() throws InterruptedException;
}
