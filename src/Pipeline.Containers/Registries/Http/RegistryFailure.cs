using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Registries.Http;

/// <summary>Turns a registry's refusal into an error: by its status, and by the codes and messages of its body (distribution-spec, error codes).</summary>
internal static class RegistryFailure
{
    private const int MaxBytes = 1 << 20;

    /// <param name="response">The answer; its body is read.</param>
    /// <param name="who">Who signed in, for messages; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RegistryException> OfAsync(RegistryResponse response, string? who, CancellationToken cancellationToken)
    {
        var errors = await ErrorsAsync(response, cancellationToken);
        var request = response.Request;
        var host = request.Uri.Authority;
        var reasons = string.Join("; ", errors.Select(x => x.Message.Length > 0 ? $"{x.Code}: {x.Message}" : x.Code));
        var answer = $"{request.Purpose} failed: {host} answered {(int)response.Status}{(reasons.Length > 0 ? $" ({reasons})" : "")}.";
        var codes = errors.Select(x => x.Code).ToList();
        var registry = request.Registry;

        var (code, cure, transient) = response.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (RegistryErrors.NotAllowed, who is null
                ? $"Nobody is signed in to {registry}. Run: docker login {registry}. The repository may also not exist."
                : $"Signed in to {registry} as {who}: give that account the right to {Right(request)}, or sign in as another. The repository may also not exist.", false),
            HttpStatusCode.NotFound => (RegistryErrors.NotFound, "Compare the name with the registry: it was never pushed there, was deleted, or is spelt otherwise.", false),
            HttpStatusCode.TooManyRequests => (RegistryErrors.RateLimited, RetryAfter(response) is { } wait
                ? $"It asks to wait {wait.TotalSeconds:F0} s; run it again then, or sign in for a higher limit."
                : "Run it again later, or sign in for a higher limit.", true),
            HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout =>
                (RegistryErrors.Failing, "Look at the registry's status page or its log, and run it again later.", true),
            >= HttpStatusCode.InternalServerError or < HttpStatusCode.BadRequest => (RegistryErrors.Failing, "It may not be a registry: check the address.", false),
            _ when codes.Contains("DENIED") || codes.Contains("UNAUTHORIZED") => (RegistryErrors.NotAllowed, $"Give {who ?? "an account"} the right to {Right(request)}.", false),
            // Blobs are sent before what names them: where two clients send the same one at once, the registry may not have finished with it yet.
            _ => (RegistryErrors.Refused, "Correct what the registry names.", codes.Contains("MANIFEST_BLOB_UNKNOWN")),
        };
        return new RegistryException(code, $"{answer} {cure}") { Status = response.Status, RegistryCodes = codes, IsTransient = transient, RetryAfter = RetryAfter(response) };
    }

    private static string Right(RegistryRequest request) => request.Scopes.Any(x => x.EndsWith(":delete", StringComparison.Ordinal) || x.Contains(",delete", StringComparison.Ordinal)) ? "delete"
        : request.Scopes.Any(x => x.Contains("push", StringComparison.Ordinal)) ? "push" : "pull";

    private static TimeSpan? RetryAfter(RegistryResponse response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<IReadOnlyList<(string Code, string Message)>> ErrorsAsync(RegistryResponse response, CancellationToken cancellationToken)
    {
        try
        {
            var body = JsonNode.Parse(await response.ReadAsync(MaxBytes, cancellationToken));
            return [.. (body?["errors"] as JsonArray ?? []).OfType<JsonObject>().Select(x => (Text(x["code"]), Text(x["message"])))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or RegistryException)
        {
            return []; // A proxy's page, or nothing: the status says what there is to say.
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
