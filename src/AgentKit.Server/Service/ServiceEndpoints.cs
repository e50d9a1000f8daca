using AgentKit.Server.Describing;

namespace AgentKit.Server.Service;

/// <summary>The endpoints about the service itself.</summary>
internal static class ServiceEndpoints
{
    public static void MapService(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/v1/service", (ServiceMetadata metadata) => TypedResults.Ok(metadata))
        .AllowAnonymous().WithTags("Operations")
        .Describe("getService", "What runs here.").Answers<ServiceMetadata>();
}
