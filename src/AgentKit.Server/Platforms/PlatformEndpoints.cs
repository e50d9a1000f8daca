using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Paging;
using AgentKit.Server.Problems;
using Pipeline.Secrets;

namespace AgentKit.Server.Platforms;

/// <summary>Connections of a client over HTTP.</summary>
internal static class PlatformEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var platforms = v1.MapGroup("/clients/{client_id}/platforms").WithTags("Platforms").RequireClient();
        platforms.MapGet("", ListAsync)
            .WithSummary("Lists a client's connections.")
            .Produces<Page<PlatformConnection>>();
        platforms.MapGet("/{platform}", GetAsync)
            .WithSummary("Tells how a connection stands.")
            .Produces<PlatformConnection>();
        platforms.MapDelete("/{platform}", DisconnectAsync)
            .RequireAuthorization(AccessPolicies.Member)
            .WithSummary("Disconnects a platform and deletes its credential.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict);

        var open = v1.MapGroup("/clients/{client_id}/platforms/{platform}").WithTags("Platforms").RequireOpenClient().RequireAuthorization(AccessPolicies.Member);
        open.MapPut("", ConnectAsync)
            .WithSummary("Connects a platform, or replaces its credential, once the platform accepts it.")
            .Accepts<ConnectPlatform>("application/json")
            .Produces<PlatformConnection>()
            .Produces<PlatformConnection>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        open.MapPost("/verify", VerifyAsync)
            .RefuseIdempotencyKey()
            .WithSummary("Asks the platform whether it still accepts the stored credential.")
            .Produces<PlatformConnection>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ListAsync(HttpContext context, PlatformCredentials documents, CancellationToken cancellationToken)
    {
        var found = await documents.ListAsync(context.Client().ClientId, cancellationToken);
        return Results.Ok(new Page<PlatformConnection>([.. found.Select(PlatformConnection.Of)], NextCursor: null));
    }

    private static async Task<IResult> GetAsync(HttpContext context, string platform, PlatformCredentials documents, CancellationToken cancellationToken) =>
        Results.Ok(PlatformConnection.Of(await FindAsync(context, platform, documents, cancellationToken)));

    private static async Task<IResult> ConnectAsync(HttpContext context, string platform, JsonBody body, PlatformConnections connections, CancellationToken cancellationToken)
    {
        var known = Known(platform);
        var (connected, isNew) = await connections.ConnectAsync(context.Client().ClientId, known, new Secret(ConnectPlatform.Read(body).ApiKey), cancellationToken);
        return isNew ? Results.Created(context.Request.Path.Value, PlatformConnection.Of(connected)) : Results.Ok(PlatformConnection.Of(connected));
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, string platform, PlatformCredentials documents, PlatformConnections connections, CancellationToken cancellationToken) =>
        Results.Ok(PlatformConnection.Of(await connections.VerifyAsync(await FindAsync(context, platform, documents, cancellationToken), cancellationToken)));

    private static async Task<IResult> DisconnectAsync(HttpContext context, string platform, PlatformCredentials documents, PlatformConnections connections, CancellationToken cancellationToken)
    {
        await connections.DisconnectAsync(await FindAsync(context, platform, documents, cancellationToken));
        return Results.NoContent();
    }

    private static async Task<PlatformCredential> FindAsync(HttpContext context, string platform, PlatformCredentials documents, CancellationToken cancellationToken) =>
        await documents.FindAsync(context.Client().ClientId, Known(platform), cancellationToken) ?? throw new ProblemException(Problem.NotFound("connection"));

    private static Platform Known(string platform) => SnakeCase.TryParse<Platform>(platform, out var known) ? known : throw new ProblemException(PlatformProblems.Unknown());
}
