using AgentKit.Server.Access;
using AgentKit.Server.Describing;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Paging;
using AgentKit.Server.Preconditions;
using MongoDB.Driver;

namespace AgentKit.Server.Clients;

/// <summary><c>/v1/clients</c>.</summary>
internal static class ClientEndpoints
{
    public static void MapClients(this RouteGroupBuilder v1)
    {
        var clients = v1.MapGroup("/clients").WithTags("Clients");
        clients.MapPost("", CreateAsync).RequireAuthorization(AccessPolicies.Member).WithIdempotency()
            .Describe("createClient", "Makes a client, as a draft.")
            .Takes<ClientContent>().Answers<ClientView>(201).Refuses(409);
        clients.MapGet("", ListAsync)
            .Describe("listClients", "Lists your organization's clients, newest first.")
            .TakesQuery("status", "Only those with this onboarding status.", typeof(OnboardingStatus)).TakesPage().Answers<Page<ClientView>>();
        clients.MapGet("/{client_id}", (HttpContext context) => Versioned(context.Client())).RequireClient()
            .Describe("getClient", "Reads a client.")
            .Answers<ClientView>().Reads();
        clients.MapPatch("/{client_id}", ChangeAsync).RequireAuthorization(AccessPolicies.Member).RequireOpenClient()
            .Describe("changeClient", "Changes a client by a JSON Merge Patch (RFC 7396): what the patch names is replaced, null takes it away.")
            .TakesPatch<ClientPatch>().Answers<ClientView>().Changes().Refuses(409);
    }

    public static VersionedResult<ClientView> Versioned(ClientProfile client) => new(ClientView.Of(client), client.Version);

    private static async Task<IResult> CreateAsync(JsonBody body, ClientStore store, HttpContext context)
    {
        var content = ClientContentReader.Read(body.Content);
        var client = await store.CreateAsync(context.NewDocumentId(), content, CancellationToken.None);
        return client is null
            ? ClientProblems.Exists()
            : new VersionedResult<ClientView>(ClientView.Of(client), client.Version, StatusCodes.Status201Created, $"/v1/clients/{client.ClientId}");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Pager pager, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context);
        var status = query.Choice<OnboardingStatus>("status");
        var page = PageRequest.Read(query);
        query.ThrowIfInvalid();

        var list = new PagedList<ClientProfile>
        {
            Collection = ClientProfile.CollectionName,
            Identity = $"clients?status={status}",
            Filter = status is { } given ? Builders<ClientProfile>.Filter.Eq(x => x.OnboardingStatus, given) : Builders<ClientProfile>.Filter.Empty,
            Position = x => new CursorPosition(x.CreatedAt, x.Id),
        };
        return TypedResults.Ok(await pager.ReadAsync(list, page, ClientView.Of, cancellationToken));
    }

    private static async Task<IResult> ChangeAsync(JsonBody patch, ClientStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var client = context.Client();
        if (EntityTag.CheckMatch(context, client.Version) is { } refused)
            return refused;

        var content = ClientContentReader.Read(MergePatch.Apply(ClientContentReader.Write(client), patch.Content));
        if (content.ClientId != client.ClientId)
            return ClientProblems.IdIsFixed();
        if (ProfileCompleteness.IsNeededIn(client.OnboardingStatus) && ProfileCompleteness.Missing(content.Contacts, content.Brand) is { Count: > 0 } missing)
            return ClientProblems.MustStayComplete(client.OnboardingStatus, missing);

        return await store.ChangeAsync(client, content, cancellationToken) is { } changed ? Versioned(changed) : EntityTag.Stale();
    }
}
