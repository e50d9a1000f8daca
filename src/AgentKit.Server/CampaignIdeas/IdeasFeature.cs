using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Clients;
using AgentKit.Server.Describing;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Paging;
using AgentKit.Server.Preconditions;
using AgentKit.Server.Problems;
using MongoDB.Driver;

namespace AgentKit.Server.CampaignIdeas;

/// <summary><c>/v1/clients/{client_id}/campaign-ideas</c>.</summary>
internal static class IdeasFeature
{
    public static IServiceCollection AddCampaignIdeas(this IServiceCollection services) => services.AddScoped<IdeaStore>();

    public static void MapCampaignIdeas(this RouteGroupBuilder v1)
    {
        var ideas = v1.MapGroup("/clients/{client_id}/campaign-ideas").WithTags("Campaign ideas");
        ideas.MapPost("", CreateAsync).RequireAuthorization(AccessPolicies.Member).WithIdempotency().RequireOpenClient()
            .Describe("createCampaignIdea", "Makes an idea for a client.")
            .Takes<IdeaContent>().Answers<IdeaView>(201).Refuses(404, 409);
        ideas.MapGet("", ListAsync).RequireClient()
            .Describe("listCampaignIdeas", "Lists a client's ideas, newest first.")
            .TakesQuery("status", "Only those with this status. Default open.", typeof(IdeaStatus))
            .TakesQuery("from", "Only those made at this time or later (RFC 3339).", typeof(DateTimeOffset))
            .TakesQuery("to", "Only those made before this time (RFC 3339).", typeof(DateTimeOffset))
            .TakesPage().Answers<Page<IdeaView>>().Refuses(404);
        ideas.MapGet("/{idea_id}", ReadAsync).RequireClient()
            .Describe("getCampaignIdea", "Reads an idea.")
            .Answers<IdeaView>().Reads();
        ideas.MapPost("/{idea_id}/archive", ArchiveAsync).RequireAuthorization(AccessPolicies.Member).RequireClient()
            .Describe("archiveCampaignIdea", "Archives an idea. One that is archived already stays so.")
            .Answers<IdeaView>().Changes();
    }

    private static async Task<IResult> CreateAsync(JsonBody body, IdeaStore store, HttpContext context)
    {
        var fields = new FieldReader(body.Content);
        var content = new IdeaContent
        {
            Title = fields.Text("title", 200),
            Description = fields.OptionalText("description", 4000, TextForm.Lines),
            Channels = fields.OptionalTexts("channels", 20, 50),
            Budget = fields.OptionalDecimal("budget", 0, 1_000_000_000, places: 2),
        };
        fields.ThrowIfInvalid();

        var idea = await store.CreateAsync(context.NewDocumentId(), context.Client().ClientId, content, CancellationToken.None);
        return new VersionedResult<IdeaView>(IdeaView.Of(idea), idea.Version, StatusCodes.Status201Created, $"/v1/clients/{idea.ClientId}/campaign-ideas/{idea.Id}");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Pager pager, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context);
        var status = query.Choice<IdeaStatus>("status") ?? IdeaStatus.Open;
        var (from, to) = (query.Time("from"), query.Time("to"));
        var page = PageRequest.Read(query);
        query.ThrowIfInvalid();

        var clientId = context.Client().ClientId;
        var builder = Builders<CampaignIdea>.Filter;
        var filter = builder.Eq(x => x.ClientId, clientId) & builder.Eq(x => x.Status, status);
        if (from is { } first)
            filter &= builder.Gte(x => x.CreatedAt, first);
        if (to is { } end)
            filter &= builder.Lt(x => x.CreatedAt, end);
        var list = new PagedList<CampaignIdea>
        {
            Collection = CampaignIdea.CollectionName,
            Identity = $"clients/{clientId}/campaign-ideas?status={status}&from={from:O}&to={to:O}",
            Filter = filter,
            Position = x => new CursorPosition(x.CreatedAt, x.Id),
        };
        return TypedResults.Ok(await pager.ReadAsync(list, page, IdeaView.Of, cancellationToken));
    }

    private static async Task<IResult> ReadAsync(string idea_id, IdeaStore store, HttpContext context, CancellationToken cancellationToken) =>
        await store.FindAsync(context.Client().ClientId, idea_id, cancellationToken) is { } idea ? Versioned(idea) : Problem.NotFound("campaign idea");

    private static async Task<IResult> ArchiveAsync(string idea_id, IdeaStore store, IAuditLog audit, HttpContext context, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(context.Client().ClientId, idea_id, cancellationToken) is not { } idea)
            return Problem.NotFound("campaign idea");
        if (EntityTag.CheckMatch(context, idea.Version) is { } refused)
            return refused;
        if (idea.Status == IdeaStatus.Archived)
            return Versioned(idea);
        var archived = await audit.RecordAsync(
            x => store.ArchiveAsync(idea, x),
            x => new AuditEvent { Action = "campaign_idea.archived", ResourceType = "campaign_idea", ResourceId = x.Id.ToString(), ClientId = x.ClientId });
        return archived is null ? EntityTag.Stale() : Versioned(archived);
    }

    private static VersionedResult<IdeaView> Versioned(CampaignIdea idea) => new(IdeaView.Of(idea), idea.Version);
}
