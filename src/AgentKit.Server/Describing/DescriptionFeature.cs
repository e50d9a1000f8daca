using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
#if DEVELOPMENT_PARTS
using Scalar.AspNetCore;
#endif

namespace AgentKit.Server.Describing;

/// <summary>The OpenAPI document at <c>/openapi.json</c>; in Development, of a build that isn't for delivery, a page to browse it at <c>/docs</c>.</summary>
internal static class DescriptionFeature
{
    public const string Path = "/openapi.json";

    private const string DocumentName = "openapi";

    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // It is answered wherever GET is, and says nothing else.
        options.ShouldInclude = x => x.HttpMethod != HttpMethods.Head;
        options.AddDocumentTransformer<DocumentDescription>();
        options.AddOperationTransformer<OperationDescription>();
        options.AddSchemaTransformer<SchemaDescription>();
    });

    public static void MapDescription(this IEndpointRouteBuilder endpoints, IHostEnvironment environment)
    {
        // The library takes the document's name from the address. A parameter within a segment is first taken for any segment, so that whatever isn't GET of an
        // address like /nowhere would be answered with 405: it gets an address without one, and the name beside it.
        endpoints.MapOpenApi("/{documentName}.json").AllowAnonymous().ExcludeFromDescription()
            .Add(x => ((RouteEndpointBuilder)x).RoutePattern = RoutePatternFactory.Parse(Path, new RouteValueDictionary { ["documentName"] = DocumentName }, parameterPolicies: null));
#if DEVELOPMENT_PARTS
        if (environment.IsDevelopment())
            endpoints.MapScalarApiReference("/docs", x => x.WithOpenApiRoutePattern(Path).WithTitle("AgentKit")).AllowAnonymous().ExcludeFromDescription();
#endif
    }
}
