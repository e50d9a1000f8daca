using System.Globalization;
using System.Text.Json.Nodes;
using AgentKit.Server.Idempotency;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace AgentKit.Server.Describing;

/// <summary>Adds what the endpoints' filters and headers do, and the problems that any endpoint may answer.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        operation.Parameters = [.. await ParametersAsync(operation, context, metadata, cancellationToken)];
        operation.Responses ??= [];
        if (isOpen)
            operation.Security = [];
        else
            await AddProblemsAsync(operation, context, cancellationToken);

        var ordered = operation.Responses.OrderBy(x => x.Key, StringComparer.Ordinal).ToList();
        operation.Responses.Clear();
        foreach (var (status, response) in ordered)
            operation.Responses.Add(status, response);
        foreach (var (status, response) in ordered)
            Complete(int.Parse(status, CultureInfo.InvariantCulture), (OpenApiResponse)response, metadata);
    }

    private static async Task<IEnumerable<IOpenApiParameter>> ParametersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, CancellationToken cancellationToken)
    {
        // Those of the path that only a filter reads are not found by themselves.
        var names = context.Description.RelativePath!.Split('/').Where(x => x is ['{', .., '}']).Select(x => x[1..^1]);
        var parameters = names.Select(x => (IOpenApiParameter)new OpenApiParameter { Name = x, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } })
            .Concat((operation.Parameters ?? []).Where(x => x.In != ParameterLocation.Path))
            .ToList();
        foreach (var query in metadata.OfType<QueryParameter>())
        {
            var schema = await context.GetOrCreateSchemaAsync(query.Type, cancellationToken: cancellationToken);
            (schema.Minimum, schema.Maximum) = (query.Minimum?.ToString(CultureInfo.InvariantCulture), query.Maximum?.ToString(CultureInfo.InvariantCulture));
            parameters.Add(new OpenApiParameter { Name = query.Name, In = ParameterLocation.Query, Description = query.Description, Schema = schema });
        }

        if (metadata.OfType<IdempotentEndpoint>().Any())
            parameters.Add(Header(IdempotencyKey.Header, "Sent again with the same key within 24 hours, the request is carried out once and answered alike. 1 to 255 characters, such as a UUID.", "8e03978e-40d5-43e8-bc93-6894a57f9324", isRequired: false));
        if (metadata.OfType<EndpointTraits>().Any(x => x.TakesIfMatch))
            parameters.Add(Header("If-Match", "The ETag of the version that you change.", "\"3\"", isRequired: true));
        if (metadata.OfType<EndpointTraits>().Any(x => x.TakesIfNoneMatch))
            parameters.Add(Header("If-None-Match", "An ETag that you have: 304 is answered where it is still right.", "\"3\"", isRequired: false));
        return parameters;
    }

    private static OpenApiParameter Header(string name, string description, string example, bool isRequired) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = isRequired,
        Example = JsonValue.Create(example),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static async Task AddProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var status in (int[])[401, 403, 500, 503])
        {
            operation.Responses!.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: cancellationToken) } },
            });
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<EndpointTraits>().Any(x => x.TakesIfNoneMatch))
            operation.Responses!.TryAdd("304", new OpenApiResponse());
    }

    private static void Complete(int status, OpenApiResponse response, IList<object> metadata)
    {
        response.Description = status switch
        {
            304 => "You have this version already.",
            412 => "It has changed since you read it.",
            428 => "If-Match is missing.",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };
        if (status < 400)
        {
            if (metadata.OfType<EndpointTraits>().Any(x => x.HasEntityTag) || (status == 201 && metadata.OfType<IdempotentEndpoint>().Any()))
                response.Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = new OpenApiHeader { Description = "The version, for If-Match and If-None-Match.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } } };
            return;
        }

        foreach (var (_, content) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            content.Example = ProblemExamples.Of(status);
    }
}
