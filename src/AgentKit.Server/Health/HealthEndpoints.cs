namespace AgentKit.Server.Health;

/// <summary>
/// <c>/livez</c>: the process answers (a restart would help if it didn't). <c>/readyz</c>: send requests here, which is no longer so from SIGTERM on.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/livez", () => TypedResults.Text("ok\n"));
        endpoints.MapGet("/readyz", (Readiness readiness) => readiness.IsDraining
            ? Results.Problem("The service is shutting down and takes no new work.", statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Text("ok\n"));
    }
}
