package org.portcullis.pdp.console;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.AdminDesk;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.admin.Desk;
import org.portcullis.pdp.admin.Problem;
import org.portcullis.pdp.audit.AuditTail;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.config.AdminList.Role;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.health.Load;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.PoolUse;

/**
 * The pages under {@code /console}, for browsers; everything else on the admin port is for the desk behind it, which also
 * says who may come here, and has on record who was refused. Thread-safe.
 */
public final class Console implements Desk {
    private final AdminDesk desk;
    private final FormGuard guard = new FormGuard(new FormTokens(new SecureRandom()));
    private final List<Route> routes;

    public Console(AdminDesk desk, Sources sources) {
        this.desk = desk;
        routes = routes(new Api(desk), sources);
    }

    /** What there is to look at beside what the API tells. */
    public record Sources(
            AuditTail log,
            CurrentPolicy policy,
            LeaseRegister leases,
            Supplier<List<Load>> load,
            BundleStore bundles) {}

    private List<Route> routes(Api api, Sources sources) {
        TryView trial = new TryView(new Trial(sources.policy(), sources.leases()), guard);
        BanChange bans = new BanChange(api, new BanForm(guard));
        PoolsView pools = new PoolsView(at -> PoolUse.all(sources.policy().get().mapping(), sources.leases(), at));
        return List.of(
                Route.get("", new StatusView(api)),
                Route.get("/style\\.css", new Stylesheet()),
                Route.get("/decisions", new DecisionsView(sources.log())),
                Route.get("/decisions/([0-9a-f-]{36})", new DecisionView(sources.log(), api)),
                Route.get("/try", trial::form),
                Route.post("/try", trial::answer),
                Route.get("/bans", new BansView(api, new BanForm(guard))),
                Route.post("/bans", bans::add),
                Route.post("/bans/preview", bans::preview),
                Route.get("/bans/([A-Za-z0-9:]{1,64})", bans::show),
                Route.post("/bans/([A-Za-z0-9:]{1,64})/lift", bans::lift),
                Route.get("/pools", pools),
                Route.get("/load", new LoadView(sources.load())),
                Route.get("/packs", new PacksView(api, sources.bundles())),
                Route.get("/packs/([0-9]{1,9})", new PackChangeView(sources.bundles())));
    }

    @Override
    public AdminAnswer answer(AdminRequest request) {
        boolean here = request.path().equals(Sheet.START) || request.path().startsWith(Sheet.START + "/");
        if (!here) {
            return desk.answer(request);
        }
        AdminAnswer answer = desk.answer(request, role -> answerTo(request, role));
        return Sheet.protectedBy(readable(request, answer));
    }

    private AdminAnswer answerTo(AdminRequest request, Role role) {
        List<Route> here = routes.stream()
                .filter(route -> route.match(request.path()).isPresent())
                .toList();
        if (here.isEmpty()) {
            return Problem.NOT_FOUND.answer(request.context());
        }
        return here.stream()
                .filter(route -> route.method().equals(request.method()))
                .findFirst()
                .map(route -> answerTo(request, role, route))
                .orElseGet(() -> Problem.METHOD_NOT_ALLOWED
                        .answer(request.context())
                        .with("Allow", here.stream().map(Route::method).collect(Collectors.joining(", "))));
    }

    /** A body that is no form has no token in it. */
    private AdminAnswer answerTo(AdminRequest request, Role role, Route route) {
        Visit visit = new Visit(
                request,
                role,
                route.match(request.path()).orElse(""),
                Form.of(request).orElse(Form.EMPTY));
        if (route.method().equals("POST")) {
            guard.require(visit);
        }
        try {
            return route.view().answer(visit);
        } catch (UnansweredException e) {
            return e.answer();
        }
    }

    /** Problems are told to programs in JSON; people get the same words on a page. */
    private static AdminAnswer readable(AdminRequest request, AdminAnswer answer) {
        if (!answer.mediaType().equals(Problem.MEDIA_TYPE)) {
            return answer;
        }
        Fields problem = Api.fields(answer);
        Sheet sheet = Sheet.of(
                "This was not done",
                Html.el("p", problem.text("title") + ".").with("role", "alert"),
                Html.el("p", problem.text("detail")));
        AdminAnswer page = sheet.answer(
                answer.status(), request.path(), "call " + request.context().callId());
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            page = page.with(header.getKey(), header.getValue());
        }
        return page;
    }
}
