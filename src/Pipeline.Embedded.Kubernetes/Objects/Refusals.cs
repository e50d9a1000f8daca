using k8s.Models;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The API server's refusals, in its words.</summary>
internal static class Refusals
{
    public static ApiRefusal BadRequest(string message) => new(Status(400, "BadRequest", message, null));

    public static ApiRefusal NotFound(ResourceType type, string name) => NotFound(type.Group, type.Plural, name);

    public static ApiRefusal NotFound(string group, string plural, string name) =>
        new(Status(404, "NotFound", $"{Qualified(plural, group)} \"{name}\" not found", Details(group, plural, name)));

    /// <summary>There is no such path for this method.</summary>
    public static ApiRefusal NoSuchResource() => new(Status(404, "NotFound", "the server could not find the requested resource", new V1StatusDetails()));

    public static ApiRefusal MethodNotAllowed(string method) =>
        new(Status(405, "MethodNotAllowed", method.Length == 0 ? "the server does not allow this method on the requested resource" : $"{method} is not supported on resources of this kind", new V1StatusDetails()));

    public static ApiRefusal AlreadyExists(ResourceType type, string name) =>
        new(Status(409, "AlreadyExists", $"{type.GroupResource} \"{name}\" already exists", Details(type.Group, type.Plural, name)));

    /// <summary>Another write came first.</summary>
    public static ApiRefusal Modified(ResourceType type, string name) =>
        Conflict(type.Group, type.Plural, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiRefusal Conflict(string group, string plural, string name, string why) =>
        new(Status(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(plural, group)} \"{name}\": {why}", Details(group, plural, name)));

    public static ApiRefusal ApplyConflict(string message, IEnumerable<V1StatusCause> causes) =>
        new(Status(409, "Conflict", message, new V1StatusDetails { Causes = [.. causes] }));

    public static ApiRefusal Forbidden(ResourceType type, string name, string why, params V1StatusCause[] causes) =>
        Forbidden(type.Group, type.Plural, name, why, causes);

    public static ApiRefusal Forbidden(string group, string plural, string name, string why, params V1StatusCause[] causes)
    {
        var details = Details(group, plural, name);
        details.Causes = causes.Length == 0 ? null : causes;
        var subject = name.Length == 0 ? Qualified(plural, group) : $"{Qualified(plural, group)} \"{name}\"";
        return new ApiRefusal(Status(403, "Forbidden", $"{subject} is forbidden: {why}", details));
    }

    public static ApiRefusal Unauthorized() => new(Status(401, "Unauthorized", "Unauthorized", null));

    /// <summary>The object's fields are wrong: all mistakes at once.</summary>
    public static ApiRefusal Invalid(string group, string kind, string name, params IReadOnlyList<FieldCause> causes)
    {
        var details = Details(group, kind, name);
        details.Causes = [.. causes.Select(x => Cause(x.Reason, x.Message, x.Field))];
        return new ApiRefusal(Status(422, "Invalid", $"{Qualified(kind, group)} \"{name}\" is invalid: {FieldCause.Describe(causes)}", details));
    }

    public static ApiRefusal Invalid(ResourceType type, string name, params IReadOnlyList<FieldCause> causes) => Invalid(type.Group, type.Kind, name, causes);

    public static ApiRefusal From(PatchException exception) =>
        new(Status(exception.Code, exception.Reason, exception.Message, exception.Code == 422 ? new V1StatusDetails() : null));

    /// <summary>The version is so old that changes since then are no longer known.</summary>
    public static ApiRefusal Expired(string message, string? freshContinue = null)
    {
        var status = Status(410, "Expired", message, null);
        status.Metadata = new V1ListMeta { ContinueProperty = freshContinue };
        return new ApiRefusal(status);
    }

    public static ApiRefusal VersionInFuture(long asked, long current) =>
        new(Status(504, "Timeout", $"Timeout: Too large resource version: {asked}, current: {current}", new V1StatusDetails
        {
            Causes = [Cause("ResourceVersionTooLarge", "Too large resource version", null)],
            RetryAfterSeconds = 1,
        }));

    public static ApiRefusal TooManyRequests(string message, params V1StatusCause[] causes) =>
        new(Status(429, "TooManyRequests", message, causes.Length == 0 ? null : new V1StatusDetails { Causes = causes }));

    public static ApiRefusal UnsupportedMediaType(string message) => new(Status(415, "UnsupportedMediaType", message, new V1StatusDetails()));

    public static ApiRefusal TooLarge(long limit) => new(Status(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}", null));

    public static ApiRefusal Internal(string message) => new(Status(500, null, message, null));

    public static V1StatusCause Cause(string reason, string message, string? field) => new() { Reason = reason, Message = message, Field = field };

    public static V1Status Status(int code, string? reason, string message, V1StatusDetails? details) => new()
    {
        Status = "Failure",
        Code = code,
        Reason = reason,
        Message = message,
        Details = details,
    };

    private static V1StatusDetails Details(string group, string kind, string name) => new()
    {
        Name = name.Length == 0 ? null : name,
        Group = group.Length == 0 ? null : group,
        Kind = kind,
    };

    private static string Qualified(string name, string group) => group.Length == 0 ? name : $"{name}.{group}";
}
