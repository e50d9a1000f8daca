using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Describing;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Paging;
using AgentKit.Server.Problems;
using MongoDB.Driver;

namespace AgentKit.Server.ApiKeys;

/// <summary><c>/v1/api-keys</c>, for admins.</summary>
internal static class ApiKeysFeature
{
    private const int DefaultDays = 90;
    private const int MaxDays = 730;

    public static IServiceCollection AddApiKeys(this IServiceCollection services) => services.AddScoped<ApiKeyStore>();

    public static void MapApiKeys(this RouteGroupBuilder v1)
    {
        var keys = v1.MapGroup("/api-keys").WithTags("API keys").RequireAuthorization(AccessPolicies.Admin);
        keys.MapPost("", CreateAsync).RefuseIdempotencyKey()
            .Describe("createApiKey", "Makes an API key. The answer is the only place where the key ever stands.")
            .Takes<ApiKeyContent>().Answers<ApiKeyView>(201);
        keys.MapGet("", ListAsync)
            .Describe("listApiKeys", "Lists your organization's API keys, newest first, the revoked and expired ones too.")
            .TakesPage().Answers<Page<ApiKeyView>>();
        keys.MapGet("/{key_id}", ReadAsync)
            .Describe("getApiKey", "Reads what is known of an API key.")
            .Answers<ApiKeyView>().Refuses(404);
        keys.MapDelete("/{key_id}", RevokeAsync)
            .Describe("revokeApiKey", "Revokes an API key, from the next request on. One that is revoked already stays so.")
            .Answers(204).Refuses(404);
    }

    private static async Task<IResult> CreateAsync(JsonBody body, ApiKeyStore store, IAuditLog audit, Caller caller, HttpContext context)
    {
        // A key that leaked must not be able to make others.
        if (caller.IsMachine)
            return Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "Your role doesn't allow this", "API keys are made by people, not with an API key.");

        var fields = new FieldReader(body.Content);
        var name = fields.Text("name", 100);
        var role = fields.Choice<CallerRole>("role");
        var days = fields.OptionalWholeNumber("expires_in_days", 1, MaxDays) ?? DefaultDays;
        fields.ThrowIfInvalid();

        var (key, text) = store.New(name, role, TimeSpan.FromDays(days));
        await audit.RecordAsync<ApiKey>(async x => await store.AddAsync(key, x), x => Event("api_key.created", x));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/v1/api-keys/{key.KeyId}", ApiKeyView.Of(key) with { Key = text });
    }

    private static async Task<IResult> ListAsync(HttpContext context, Pager pager, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context);
        var page = PageRequest.Read(query);
        query.ThrowIfInvalid();

        var list = new PagedList<ApiKey>
        {
            Collection = ApiKey.CollectionName,
            Identity = "api-keys",
            Filter = Builders<ApiKey>.Filter.Empty,
            Position = x => new CursorPosition(x.CreatedAt, x.Id),
        };
        return TypedResults.Ok(await pager.ReadAsync(list, page, ApiKeyView.Of, cancellationToken));
    }

    private static async Task<IResult> ReadAsync(string key_id, ApiKeyStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(key_id, cancellationToken) is { } key ? TypedResults.Ok(ApiKeyView.Of(key)) : Problem.NotFound("API key");

    private static async Task<IResult> RevokeAsync(string key_id, ApiKeyStore store, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key_id, cancellationToken) is null)
            return Problem.NotFound("API key");
        await audit.RecordAsync(x => store.RevokeAsync(key_id, x), x => Event("api_key.revoked", x));
        return TypedResults.NoContent();
    }

    private static AuditEvent Event(string action, ApiKey key) => new()
    {
        Action = action,
        ResourceType = "api_key",
        ResourceId = key.KeyId,
        Details = new Dictionary<string, string> { ["role"] = SnakeCase.Of(key.Role) },
    };
}
