package dev.signet.iam.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param actions patterns in lower case
 * @param notActions whether the statement is about all other actions
 * @param notResources whether the statement is about all other resources
 * @param principals whom a trust policy speaks of; empty in a permission policy
 */
record Statement(
        boolean allow,
        List<Glob> actions,
        boolean notActions,
        List<ArnPattern> resources,
        boolean notResources,
        Optional<Principals> principals,
        List<Condition> conditions) {

    Decision decide(AccessRequest request) {
        if (!covers(request.action()) || !concerns(request) || !fulfilled(request.context())) {
            return Decision.NOT_ALLOWED;
        }
        return allow ? Decision.ALLOWED : Decision.DENIED;
    }

    Decision decide(AccessRequest request, Asker asker) {
        boolean meant = principals.filter(named -> named.include(asker)).isPresent();
        if (!meant || !covers(request.action()) || !fulfilled(request.context())) {
            return Decision.NOT_ALLOWED;
        }
        return allow ? Decision.ALLOWED : Decision.DENIED;
    }

    boolean covers(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return notActions != actions.stream().anyMatch(pattern -> pattern.matches(lower));
    }

    private boolean concerns(AccessRequest request) {
        return notResources
                != resources.stream().anyMatch(pattern -> pattern.matches(request.resource(), request.context()));
    }

    private boolean fulfilled(RequestContext context) {
        return conditions.stream().allMatch(condition -> condition.holds(context));
    }
}
