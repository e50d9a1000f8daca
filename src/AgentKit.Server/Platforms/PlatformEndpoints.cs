using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Describing;
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
        var platforms = v1.MapGroup("/clients/{client_id}/platforms").WithTags("Platforms");
        platforms.MapGet("", ListAsync).RequireClient()
            .Describe("listPlatforms", "Lists a client's connections.")
            .Answers<Page<PlatformConnection>>().Refuses(404);
        platforms.MapGet("/{platform}", GetAsync).RequireClient()
            .Describe("getPlatform", "Tells how a connection stands.")
            .Answers<PlatformConnection>().Refuses(404);
        platforms.MapPut("/{platform}", ConnectAsync).RequireAuthorization(AccessPolicies.Member).RequireOpenClient()
            .Describe("connectPlatform", "Connects a platform, or replaces its credential, once the platform accepts it. The credential goes to the secret store and is never given out.")
            .Takes<ConnectPlatform>().Answers<PlatformConnection>().Answers<PlatformConnection>(201).Refuses(404, 409, 501, 502);
        platforms.MapPost("/{platform}/verify", VerifyAsync).RequireAuthorization(AccessPolicies.Member).RequireOpenClient().RefuseIdempotencyKey()
            .Describe("verifyPlatform", "Asks the platform whether it still accepts the stored credential.")
            .Answers<PlatformConnection>().Refuses(404, 409, 422, 502);
        platforms.MapDelete("/{platform}", DisconnectAsync).RequireAuthorization(AccessPolicies.Member).RequireClient()
            .Describe("disconnectPlatform", "Disconnects a platform and deletes its credential.")
            .Answers(204).Refuses(404, 409);
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
