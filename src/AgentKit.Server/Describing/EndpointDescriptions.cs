using AgentKit.Server.Paging;

namespace AgentKit.Server.Describing;

/// <summary>How endpoints say what they take and answer. The OpenAPI document is made of this, and of nothing else.</summary>
internal static class EndpointDescriptions
{
    /// <param name="builder">The endpoint.</param>
    /// <param name="operationId">A name for client generators, camelCase.</param>
    /// <param name="summary">What it does, in a sentence or two.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder builder, string operationId, string summary) => builder.WithName(operationId).WithSummary(summary);

    /// <summary>It takes a JSON object. Others are refused: 415, 400 where it can't be read, 422 where its content is wrong.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder)
        where T : notnull => builder.Accepts<T>("application/json").Refuses(400, 413, 415, 422);

    /// <summary>It takes a JSON Merge Patch (RFC 7396).</summary>
    public static RouteHandlerBuilder TakesPatch<T>(this RouteHandlerBuilder builder)
        where T : notnull => builder.Accepts<T>("application/merge-patch+json", "application/json").Refuses(400, 413, 415, 422);

    /// <summary>It takes a query parameter.</summary>
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder builder, string name, string description, Type type) =>
        builder.WithMetadata(new QueryParameter(name, description, type)).Refuses(400);

    /// <summary>It takes <c>limit</c> and <c>cursor</c>.</summary>
    public static RouteHandlerBuilder TakesPage(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new QueryParameter("limit", $"How many at most. Default {PageRequest.DefaultLimit}.", typeof(int)) { Minimum = 1, Maximum = PageRequest.MaxLimit })
        .TakesQuery("cursor", "The next_cursor of the page before, as it was given.", typeof(string));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder builder, int status = StatusCodes.Status200OK) => builder.Produces<T>(status);

    /// <summary>It answers without a body.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder builder, int status) => builder.Produces(status);

    /// <summary>It answers problems of these statuses, beside those that every endpoint may answer (401, 403, 500, 503).</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params int[] statuses)
    {
        foreach (var status in statuses)
            builder.ProducesProblem(status);
        return builder;
    }

    /// <summary>It reads one thing, with its ETag: 304 and 404.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new EndpointTraits { TakesIfNoneMatch = true, HasEntityTag = true }).Refuses(400, 404);

    /// <summary>It changes one thing whose version the caller names: 404, 412 and 428.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new EndpointTraits { TakesIfMatch = true, HasEntityTag = true }).Refuses(400, 404, 412, 428);
}
