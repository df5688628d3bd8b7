package dev.signet.sync;

import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import dev.signet.testkit.SignetClients;
import dev.signet.testkit.operation.OperationContract;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

/** What holds for every operation of Cognito Sync. */
@SyncServiceTest
class SyncOperationsTest extends OperationContract {
    private static final Set<String> IDENTITIES_ONLY =
            Set.of("RegisterDevice", "SubscribeToDataset", "UnsubscribeFromDataset", "UpdateRecords", "ListRecords");

    private static final String NOBODY = "11111111-2222-3333-4444-555555555555";

    @Inject
    World world;

    private Member ann;
    private SignetClients anns;
    private Map<String, String> known;

    @BeforeAll
    void someone() {
        ann = world.newMember();
        anns = world.clientsOf(ann.pool(), ann.identity(), World.ANYTHING);
        ann.update("notes", Member.fresh("a"));
        known = Map.of(
                "IdentityPoolId", ann.pool(),
                "IdentityId", ann.identity(),
                "DatasetName", "notes",
                "DeviceId", ann.register("LIVE", "token"),
                "Platform", "LIVE",
                "SyncSessionToken", ann.session("notes"));
    }

    @Override
    protected Map<String, ?> known() {
        return known;
    }

    @Override
    protected SignetClients caller(String operation) {
        return IDENTITIES_ONLY.contains(operation) ? anns : super.caller(operation);
    }

    @Override
    protected SignetClients powerless() {
        return world.clientsOf(ann.pool(), ann.identity(), World.NOTHING);
    }

    @Override
    protected List<Wrong> wrong() {
        return List.of(
                new Wrong(
                        "DatasetName",
                        "absent",
                        "ResourceNotFoundException",
                        "Dataset 'absent' doesn't exist.",
                        Set.of("DescribeDataset", "DeleteDataset")::contains),
                new Wrong(
                        "DeviceId",
                        NOBODY,
                        "NotAuthorizedException",
                        "Access to Device '" + NOBODY + "' is forbidden.",
                        Set.of("SubscribeToDataset", "UnsubscribeFromDataset")::contains));
    }
}
