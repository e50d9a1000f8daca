using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What the server would make of an object.</summary>
internal sealed partial record DryRun
{
    /// <summary>The object as it would be; null where the server refuses it.</summary>
    public JsonObject? Result { get; private init; }

    public IReadOnlyList<string> Warnings { get; private init; } = [];

    public IReadOnlyList<FieldConflict> Conflicts { get; private init; } = [];

    /// <summary>Why it is refused.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Whether nothing was tried: who asks may not change such objects, and a dry run is authorised as the change itself.</summary>
    public bool IsForbidden { get; private init; }

    /// <summary>Whether it is refused because a field changes that can't; deleted and made anew it would be accepted.</summary>
    public bool IsImmutable { get; private init; }

    public static string ApplyPath(ResourceType type, ObjectReference reference, string manager, bool force, bool isDryRun) =>
        $"{type.Path(reference)}?fieldManager={Uri.EscapeDataString(manager)}&fieldValidation=Strict{(isDryRun ? "&dryRun=All" : "")}{(force ? "&force=true" : "")}";

    /// <summary>Asks the server. Conflicts are told, and the result is then what taking the fields would give.</summary>
    public static async Task<DryRun> AskAsync(ApiClient client, DesiredObject item, JsonObject body, string manager, bool force, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Patch, ApplyPath(item.Type, item.Reference, manager, force, isDryRun: true)) { Body = body, ContentType = ApiRequest.ServerSideApply };
        try
        {
            var answer = await client.SendAsync(request, cancellationToken);
            return new DryRun { Result = answer.Body, Warnings = answer.Warnings };
        }
        catch (ApiException error) when (!force && ConflictsIn(error, item.Reference) is { Count: > 0 } conflicts)
        {
            return await AskAsync(client, item, body, manager, force: true, cancellationToken) with { Conflicts = conflicts };
        }
        catch (ApiException error) when (error.IsMissingRight)
        {
            return new DryRun { IsForbidden = true, Refusal = error.Message };
        }
        catch (ApiException error) when (IsRefusal(error))
        {
            return new DryRun { Refusal = error.ServerMessage, IsImmutable = error.Status == HttpStatusCode.UnprocessableEntity && Immutable().IsMatch(error.ServerMessage) };
        }
    }

    public static IReadOnlyList<FieldConflict> ConflictsIn(ApiException error, ObjectReference reference) => error.Status != HttpStatusCode.Conflict
        ? []
        : [.. error.Causes.Where(x => x.Reason == "FieldManagerConflict").Select(x => new FieldConflict(reference, x.Field, Manager().Match(x.Message) is { Success: true } match ? match.Groups[1].Value : x.Message))];

    /// <summary>The object is at fault, as opposed to the connection or the rights. Strict validation answers 400 or, in some versions, 500.</summary>
    public static bool IsRefusal(ApiException error) => error.Code == DeployErrors.UnexpectedAnswer
        && (error.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity
            || error.Status == HttpStatusCode.InternalServerError && error.ServerMessage.StartsWith("failed to ", StringComparison.Ordinal));

    [GeneratedRegex("conflict with \"([^\"]*)\"")]
    private static partial Regex Manager();

    [GeneratedRegex("field is immutable|are immutable|updates to statefulset spec for fields other than|pod updates may not change fields|may not be changed|cannot change roleRef|is immutable after creation")]
    private static partial Regex Immutable();
}
