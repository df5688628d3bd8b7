package dev.signet.iam;

import dev.signet.wire.Caller;

/** Who a call was made by, once its proof was checked. */
public sealed interface Principal extends Caller permits Anonymous, Operator, RoleSession {}
