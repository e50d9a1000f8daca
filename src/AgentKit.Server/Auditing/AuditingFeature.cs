using AgentKit.Server.Access;
using AgentKit.Server.Describing;
using AgentKit.Server.Paging;
using MongoDB.Driver;

namespace AgentKit.Server.Auditing;

/// <summary>The audit log, and <c>/v1/audit-log</c> for admins.</summary>
internal static class AuditingFeature
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) => services
        .AddScoped<IAuditLog, AuditLog>()
        .AddSingleton<DenialLog>()
        .AddHostedService(x => x.GetRequiredService<DenialLog>());

    public static void MapAuditLog(this RouteGroupBuilder v1) => v1.MapGet("/audit-log", ListAsync).RequireAuthorization(AccessPolicies.Admin).WithTags("Audit log")
        .Describe("listAuditLog", "Lists what happened in your organization that a security review would ask about, newest first.")
        .TakesPage().Answers<Page<AuditEntryView>>();

    private static async Task<IResult> ListAsync(HttpContext context, Pager pager, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context);
        var page = PageRequest.Read(query);
        query.ThrowIfInvalid();

        var list = new PagedList<AuditRecord>
        {
            Collection = AuditLog.CollectionName,
            Identity = "audit-log",
            Filter = Builders<AuditRecord>.Filter.Empty,
            TimeField = "at",
            Position = x => new CursorPosition(x.At, x.Id),
        };
        return TypedResults.Ok(await pager.ReadAsync(list, page, AuditEntryView.Of, cancellationToken));
    }
}
