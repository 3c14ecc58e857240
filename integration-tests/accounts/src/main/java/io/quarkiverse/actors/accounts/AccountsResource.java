package io.quarkiverse.actors.accounts;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Keyed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Accounts over HTTP. */
@Path("/accounts")
public class AccountsResource {

    @Inject
    ActorSystem actors;
    @Inject
    ActorRef<FraudDetection> fraud;
    @Inject
    @ActorStream(AccountBookkeeping.class)
    Multi<Keyed<String, Audit>> audits;
    @Inject
    @ActorStream(FraudDetection.class)
    Multi<FraudDetection.Alert> alerts;

    private ActorRef<AccountBalance> balanceOf(String user) {
        return actors.actor(AccountBalance.class, user);
    }

    /** Nothing is booked before somebody audits it. */
    private Uni<Void> audited(String user) {
        return actors.actor(AccountBookkeeping.class, user).start();
    }

    @GET
    @Path("/{user}")
    public Uni<Long> balance(String user) {
        return balanceOf(user).ask(AccountBalance::balance);
    }

    @POST
    @Path("/{user}/deposit/{cents}")
    public Uni<Long> deposit(String user, long cents) {
        return audited(user).chain(() -> balanceOf(user).ask(balance -> balance.deposit(cents)));
    }

    @POST
    @Path("/{user}/withdraw/{cents}")
    public Uni<Long> withdraw(String user, long cents) {
        return audited(user).chain(() -> balanceOf(user).ask(balance -> balance.withdraw(cents)));
    }

    @GET
    @Path("/audits")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Keyed<String, Audit>> audits() {
        return audits;
    }

    @GET
    @Path("/audits/count")
    public Uni<Long> countAudits() {
        return fraud.ask(FraudDetection::audits);
    }

    @GET
    @Path("/alerts")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<FraudDetection.Alert> alerts() {
        return alerts;
    }

    @ServerExceptionMapper
    RestResponse<String> overdraft(OverdraftException e) {
        return RestResponse.status(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<String> wrongAmount(IllegalArgumentException e) {
        return RestResponse.status(Status.BAD_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<String> stopping(ActorNotStartedException e) {
        return RestResponse.status(Status.SERVICE_UNAVAILABLE, e.getMessage());
    }
}
