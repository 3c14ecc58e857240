package io.quarkiverse.actors.deployment;

import io.quarkiverse.actors.runtime.devui.ActorsJsonRpcService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** Shows the actors in the Dev UI. */
@BuildSteps(onlyIf = IsLocalDevelopment.class)
class DevUIProcessor {

    @BuildStep
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder().title("Actors").icon("font-awesome-solid:diagram-project")
                .componentLink("qwc-actors.js").streamingLabelJsonRPCMethodName("streamSummary"));
        return card;
    }

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(ActorsJsonRpcService.class);
    }
}
