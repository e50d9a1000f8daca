using Microsoft.AspNetCore.Mvc;

namespace AgentKit.Server.Problems;

/// <summary>Errors as RFC 9457 says: <c>application/problem+json</c> with a type of <c>/problems/SLUG</c>, whatever the caller accepts.</summary>
internal static class Problem
{
    private const int MostErrors = 100;

    /// <param name="status">The HTTP status.</param>
    /// <param name="type">The slug: what kind of problem it is, for programs. docs/api.md lists them.</param>
    /// <param name="title">The kind in words, the same for every problem of the type.</param>
    /// <param name="detail">What is wrong with this request, and what to do. Never echoes a whole value of the caller.</param>
    /// <param name="extensions">Members of the type's own, in snake_case.</param>
    public static IResult Of(int status, string type, string title, string detail, params IEnumerable<KeyValuePair<string, object?>> extensions) =>
        new ProblemResult(new ProblemDetails { Status = status, Type = $"/problems/{type}", Title = title, Detail = detail, Extensions = extensions.ToDictionary() });

    /// <summary>The client, file, key… isn't there for this caller: it doesn't exist, or belongs to another organisation.</summary>
    public static IResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, "not-found", "Not found", $"There is no such {what} in your organization.");

    /// <summary>What the request says can't be accepted: every mistake at once, each with a JSON pointer to its place.</summary>
    public static IResult Invalid(IReadOnlyList<FieldError> errors) => Of(
        StatusCodes.Status422UnprocessableEntity, "validation-failed", "The request's content is invalid", $"Correct {Told(errors)} and send it again.", Errors(errors));

    /// <summary>The query can't be used: every mistake at once, each with its parameter's name.</summary>
    public static IResult InvalidQuery(IReadOnlyList<FieldError> errors) => Of(
        StatusCodes.Status400BadRequest, "invalid-query", "The query can't be used", $"Correct {Told(errors)} and send it again.", Errors(errors));

    // An answer doesn't grow with what somebody makes up.
    private static KeyValuePair<string, object?> Errors(IEnumerable<FieldError> errors) => new("errors", errors.Take(MostErrors).ToArray());

    private static string Told(IReadOnlyList<FieldError> errors) => errors.Count > MostErrors ? $"the errors (the first {MostErrors} of {errors.Count} are here)" : "each of the errors";
}
