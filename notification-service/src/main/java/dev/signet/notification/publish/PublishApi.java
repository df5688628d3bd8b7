package dev.signet.notification.publish;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.Refusals;
import dev.signet.notification.application.PlatformApplication;
import dev.signet.notification.application.PlatformApplications;
import dev.signet.notification.delivery.Deliveries;
import dev.signet.notification.delivery.DeliveryWorker;
import dev.signet.notification.endpoint.PlatformEndpoint;
import dev.signet.notification.endpoint.PlatformEndpoints;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Publishes a message to an endpoint: kept until its push service took it. */
@ApplicationScoped
public class PublishApi implements Api {
    private static final int LIMIT_BYTES = 256 * 1024;

    private final UnitOfWork unitOfWork;
    private final PlatformEndpoints endpoints;
    private final PlatformApplications applications;
    private final Deliveries deliveries;
    private final DeliveryWorker worker;

    PublishApi(
            UnitOfWork unitOfWork,
            PlatformEndpoints endpoints,
            PlatformApplications applications,
            Deliveries deliveries,
            DeliveryWorker worker) {
        this.unitOfWork = unitOfWork;
        this.endpoints = endpoints;
        this.applications = applications;
        this.deliveries = deliveries;
        this.worker = worker;
    }

    @Partial("to an endpoint; topics and phone numbers are not built")
    public Uni<PublishResponse> publish(PublishRequest request) {
        String endpointArn = endpointOf(request);
        if (request.message().getBytes(StandardCharsets.UTF_8).length > LIMIT_BYTES) {
            throw Refusals.invalidMessage("Message too long");
        }
        PublishedMessage message = PublishedMessage.of(request);
        String messageId = UUID.randomUUID().toString();
        return unitOfWork
                .run(work -> endpoints
                        .require(work.session(), endpointArn)
                        .chain(endpoint -> applications
                                .require(work.session(), endpoint.applicationArn())
                                .invoke(application -> refuseDisabled(application, endpoint))
                                .map(application -> message.pushFor(application.platform())))
                        .chain(push -> deliveries.add(work, endpointArn, messageId, push)))
                .invoke(worker::deliverSoon)
                .replaceWith(
                        () -> PublishResponse.builder().messageId(messageId).build());
    }

    private static String endpointOf(PublishRequest request) {
        if (request.phoneNumber() != null) {
            throw Refusals.invalid("PhoneNumber", "Signet does not publish to phone numbers; see docs/parity.md");
        }
        String target = request.targetArn() != null ? request.targetArn() : request.topicArn();
        if (target == null) {
            throw Refusals.invalid("TopicArn or TargetArn", "no value for required parameter");
        }
        if (!target.contains(":endpoint/")) {
            throw Refusals.invalid("TargetArn", "Signet publishes to platform endpoints only; see docs/parity.md");
        }
        return target;
    }

    private static void refuseDisabled(PlatformApplication application, PlatformEndpoint endpoint) {
        if (!application.enabled()) {
            throw Refusals.applicationDisabled();
        }
        if (!endpoint.enabled()) {
            throw Refusals.endpointDisabled();
        }
    }
}
