package dev.signet.notification.application;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.PageTokens;
import dev.signet.notification.Refusals;
import dev.signet.notification.SnsResources;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsResponse;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesResponse;

/** Creates, reads, changes, lists and deletes platform applications. */
@ApplicationScoped
public class ApplicationApi implements Api {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");
    private static final int PAGE = 100;
    private static final String LIST = "sns/applications";

    private final UnitOfWork unitOfWork;
    private final PlatformApplications applications;
    private final CredentialPolicy credentials;
    private final SnsResources resources;
    private final PageTokens pageTokens;
    private final InstantSource clock;

    ApplicationApi(
            UnitOfWork unitOfWork,
            PlatformApplications applications,
            CredentialPolicy credentials,
            SnsResources resources,
            PageTokens pageTokens,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.applications = applications;
        this.credentials = credentials;
        this.resources = resources;
        this.pageTokens = pageTokens;
        this.clock = clock;
    }

    @Partial("for GCM with a service account and for APNS and APNS_SANDBOX with a signing key; ADM, BAIDU, MPNS, WNS, "
            + "APNS_VOIP, certificates, and the attributes of events and delivery feedback are refused")
    public Uni<CreatePlatformApplicationResponse> createPlatformApplication(CreatePlatformApplicationRequest request) {
        Platform platform =
                Platform.named(request.platform()).orElseThrow(() -> Refusals.platformNotBuilt(request.platform()));
        if (!NAME.matcher(request.name()).matches()) {
            throw Refusals.invalid("Name", "must be 1 to 256 letters, digits, underscores, hyphens and periods");
        }
        ApplicationAttributes wanted = ApplicationAttributes.forNew(platform, request.attributes());
        credentials.check(platform, wanted.others());
        String arn = resources.application(platform.name(), request.name());
        PlatformApplication fresh = make(arn, platform, request.name(), wanted);
        return unitOfWork
                .run(work -> applications
                        .insertIfAbsent(work.session(), fresh)
                        .chain(() -> applications.require(work.session(), arn))
                        .invoke(stored -> refuseIfOther(stored, wanted)))
                .replaceWith(() -> CreatePlatformApplicationResponse.builder()
                        .platformApplicationArn(arn)
                        .build());
    }

    private PlatformApplication make(String arn, Platform platform, String name, ApplicationAttributes wanted) {
        var application = new PlatformApplication(arn, platform, name, clock.instant());
        application.enable(wanted.enabled());
        applications.seal(application, wanted.others());
        return application;
    }

    private void refuseIfOther(PlatformApplication stored, ApplicationAttributes wanted) {
        if (!wanted.equals(new ApplicationAttributes(stored.enabled(), applications.attributes(stored)))) {
            throw Refusals.applicationExists(stored.arn());
        }
    }

    public Uni<GetPlatformApplicationAttributesResponse> getPlatformApplicationAttributes(
            GetPlatformApplicationAttributesRequest request) {
        return unitOfWork
                .read(session -> applications.require(session, request.platformApplicationArn()))
                .map(application -> GetPlatformApplicationAttributesResponse.builder()
                        .attributes(shown(application))
                        .build());
    }

    @Partial("the attributes that CreatePlatformApplication takes; those of events and delivery feedback are refused")
    public Uni<SetPlatformApplicationAttributesResponse> setPlatformApplicationAttributes(
            SetPlatformApplicationAttributesRequest request) {
        return unitOfWork
                .run(work -> applications
                        .requireToChange(work.session(), request.platformApplicationArn())
                        .invoke(application -> change(application, request.attributes())))
                .replaceWith(
                        () -> SetPlatformApplicationAttributesResponse.builder().build());
    }

    private void change(PlatformApplication application, Map<String, String> changes) {
        ApplicationAttributes now =
                new ApplicationAttributes(application.enabled(), applications.attributes(application));
        ApplicationAttributes wanted = now.changed(application.platform(), changes);
        if (!wanted.others().equals(now.others())) {
            credentials.check(application.platform(), wanted.others());
        }
        application.enable(wanted.enabled());
        applications.seal(application, wanted.others());
    }

    public Uni<ListPlatformApplicationsResponse> listPlatformApplications(ListPlatformApplicationsRequest request) {
        String after = pageTokens.last(LIST, request.nextToken());
        return unitOfWork
                .read(session -> applications.page(session, after, PAGE + 1))
                .map(this::listed);
    }

    private ListPlatformApplicationsResponse listed(List<PlatformApplication> found) {
        List<PlatformApplication> page = found.subList(0, Math.min(PAGE, found.size()));
        var answer = ListPlatformApplicationsResponse.builder();
        if (found.size() > PAGE) {
            answer.nextToken(pageTokens.after(LIST, page.getLast().arn()));
        }
        return answer.platformApplications(page.stream()
                        .map(application -> software.amazon.awssdk.services.sns.model.PlatformApplication.builder()
                                .platformApplicationArn(application.arn())
                                .attributes(shown(application))
                                .build())
                        .toList())
                .build();
    }

    /** Deleting is idempotent, and takes the application's endpoints along. */
    public Uni<DeletePlatformApplicationResponse> deletePlatformApplication(DeletePlatformApplicationRequest request) {
        return unitOfWork
                .run(work -> work.session()
                        .createMutationQuery("delete from PlatformApplication where arn = :arn")
                        .setParameter("arn", request.platformApplicationArn())
                        .executeUpdate())
                .replaceWith(() -> DeletePlatformApplicationResponse.builder().build());
    }

    private Map<String, String> shown(PlatformApplication application) {
        Map<String, String> shown = new TreeMap<>(applications.attributes(application));
        shown.keySet().removeAll(ApplicationAttributes.SECRET);
        shown.put("Enabled", Boolean.toString(application.enabled()));
        return shown;
    }
}
