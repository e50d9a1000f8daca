using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AgentKit.Server.Describing;

/// <summary>Gives schemas their examples, and problems the members that all of ours have.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is not null)
            return Task.CompletedTask;

        var type = context.JsonTypeInfo.Type;
        if (SchemaExamples.Of(type) is { } example)
            schema.Examples = [example];
        if (type == typeof(ProblemDetails))
            Describe(schema);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema problem)
    {
        problem.Description = "What went wrong (RFC 9457). Types have members of their own beside these.";
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
        problem.Properties.Remove("instance");
        problem.Properties["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Finds the request's log lines." };
        problem.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "Every mistake, where the content or the query is wrong.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["pointer"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A JSON pointer into the body, or a parameter's name." },
                    ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What it must be." },
                },
            },
        };
    }
}
