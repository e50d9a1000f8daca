using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>The API server refused a request. Whoever knows what was attempted may say more; the message stands by itself too.</summary>
internal sealed partial class ApiException : PipelineException
{
    private ApiException(ErrorCode code, string message, HttpStatusCode status, JsonObject? body)
        : base(code, message)
    {
        Status = status;
        ServerMessage = body.Text("message") ?? message;
        Reason = body.Text("reason") ?? "";
        Causes = [.. body.Items("details", "causes").Select(x => new ApiCause(x.Text("reason") ?? "", x.Text("message") ?? "", x.Text("field") ?? ""))];
    }

    public HttpStatusCode Status { get; }

    /// <summary>The server's own words.</summary>
    public string ServerMessage { get; }

    /// <summary><c>NotFound</c>, <c>AlreadyExists</c>, <c>Conflict</c>, <c>Invalid</c>; empty where the server gives none.</summary>
    public string Reason { get; }

    public IReadOnlyList<ApiCause> Causes { get; }

    /// <summary>A right is missing, as opposed to an admission plugin's refusal, which has the same status.</summary>
    public bool IsMissingRight => Code == DeployErrors.Forbidden;

    public static ApiException Of(ApiRequest request, Uri server, HttpStatusCode status, JsonObject? body, string text)
    {
        var message = body.Text("message") ?? text.Trim();
        return status switch
        {
            HttpStatusCode.Unauthorized => new(DeployErrors.Unauthorized, $"{server} doesn't accept the credentials (401 {message}). Log in again, or issue a new token.", status, body),
            HttpStatusCode.Forbidden when MissingRight().Match(message) is { Success: true } right => new(DeployErrors.Forbidden, Right(right, server), status, body),
            _ => new(DeployErrors.UnexpectedAnswer, $"{server} answered {request.Method} {request.Path} with {(int)status}: {message}", status, body),
        };
    }

    private static string Right(Match right, Uri server)
    {
        var (user, verb, resource, group, scope) = (right.Groups["user"].Value, right.Groups["verb"].Value, right.Groups["resource"].Value, right.Groups["group"].Value, right.Groups["namespace"]);
        return $"{user} may not {verb} {(group.Length == 0 ? resource : $"{resource}.{group}")} {(scope.Success ? $"in namespace {scope.Value}" : "at the cluster's scope")} on {server}. "
            + $"Bind a {(scope.Success ? "Role" : "ClusterRole")} with apiGroups [\"{group}\"], resources [\"{resource}\"], verbs [\"{verb}\"] to it.";
    }

    [GeneratedRegex("""User "(?<user>[^"]*)" cannot (?<verb>\w+) resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)"(?: in the namespace "(?<namespace>[^"]*)")?""")]
    private static partial Regex MissingRight();
}
