package dev.signet.chaos.checker;

/** A part of an invariant, as a function of what happened. */
interface Rule {
    Result check(Story story);
}
