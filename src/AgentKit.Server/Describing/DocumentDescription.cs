using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AgentKit.Server.Describing;

/// <summary>What holds for the whole interface. Nothing in it depends on where or when the service runs: the document is committed.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    public const string SecurityScheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "AgentKit",
            Version = "1",
            Description = "Onboarding of clients for marketing agencies. Names are snake_case, times RFC 3339 in UTC. Every error is a problem document (RFC 9457). docs/api.md walks through it.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A person's access token from the OpenID Connect provider (JWT), or a machine's API key (agk_…).",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
