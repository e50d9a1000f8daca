using AgentKit.Server.Describing;
using AgentKit.Server.Problems;
using Pipeline.Secrets.Caching;

namespace AgentKit.Server.Health;

/// <summary>
/// <c>/livez</c>: the process answers (a restart would help if it didn't). <c>/readyz</c>: send requests here, which is no longer so from SIGTERM on,
/// and not so while the database or the object store is away. The secret store isn't asked: its values are cached.
/// </summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<Readiness>()
        .AddSingleton<ReadinessChecks>()
        .AddSingleton<IReadinessCheck, DatabaseCheck>()
        .AddSingleton<IReadinessCheck, SchemaCheck>()
        .AddSingleton<IReadinessCheck, ObjectStoreCheck>()
        .AddHostedService<DrainService>();

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/livez", () => TypedResults.Text("ok\n")).AllowAnonymous().WithTags("Operations")
            .Describe("getLiveness", "Whether the process answers.").Produces<string>(200, "text/plain");
        endpoints.MapGet("/readyz", ReadyAsync).AllowAnonymous().WithTags("Operations")
            .Describe("getReadiness", "Whether requests should be sent here.").Answers<ReadinessReport>().Refuses(503);
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, ReadinessChecks checks, ProductionSecretsManager secrets)
    {
        if (readiness.IsDraining)
            return NotReady("The service is shutting down and takes no new work.");
        var report = await checks.ReportAsync() with { Secrets = [.. secrets.VersionsInUse.Select(x => new SecretInUse(x.Name.Value, x.Version))] };
        return report.IsReady() ? TypedResults.Ok(report) : NotReady("Something that the service needs is missing.", new("checks", report.Checks), new("secrets", report.Secrets));
    }

    private static IResult NotReady(string detail, params IEnumerable<KeyValuePair<string, object?>> extensions) =>
        Problem.Of(StatusCodes.Status503ServiceUnavailable, "not-ready", "Not ready", detail, extensions);
}
