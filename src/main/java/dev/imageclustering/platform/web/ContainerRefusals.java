package dev.imageclustering.platform.web;

import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Answers with a problem where Tomcat refuses a request that it cannot read, in place of its HTML page. */
final class ContainerRefusals extends ErrorReportValve {

    /** Takes the place of the valve that would write the page. */
    static void install(Context context) {
        StandardHost host = (StandardHost) context.getParent();
        Pipeline pipeline = host.getPipeline();
        for (Valve valve : pipeline.getValves()) {
            if (valve instanceof ErrorReportValve) {
                pipeline.removeValve(valve);
            }
        }
        host.setErrorReportValveClass(ContainerRefusals.class.getName());
        pipeline.addValve(new ContainerRefusals());
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        boolean unanswered = response.getContentWritten() == 0 && response.setErrorReported();
        if (status == null || !status.isError() || !unanswered) {
            return;
        }
        ProblemDetail problem = ProblemDetails.of(status);
        ProblemDetails.setInstance(problem, request.getRequestURI());
        try {
            ProblemDetails.write(problem, response);
            response.finishResponse();
        } catch (IOException clientGone) {
            container.getLogger().debug("A refusal did not reach the client", clientGone);
        }
    }
}
