using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Workflows.Actions;

/// <summary>Asks GitHub which commit a tag is (<a href="https://docs.github.com/rest/git/refs">references</a>, <a href="https://docs.github.com/rest/git/tags">annotated tags</a>).</summary>
/// <param name="http">The client. It is given nothing but requests.</param>
/// <param name="api">The API's address: <c>https://api.github.com</c>, or an enterprise server's.</param>
/// <param name="token">A token, which needs no rights; without one, 60 requests an hour are allowed.</param>
public sealed class GitHubTags(HttpClient http, Uri api, string? token)
{
    private const int MaxDereferences = 5;

    /// <summary>The tag of the newest release that isn't a preview; null if the repository has none.</summary>
    /// <exception cref="PipelineException">PIPE9605: no connection; PIPE9606: GitHub refused.</exception>
    public async Task<string?> FindLatestAsync(string repository, CancellationToken cancellationToken)
    {
        using var release = await GetAsync($"repos/{repository}/releases/latest", cancellationToken).ConfigureAwait(false);
        return release is null ? null : Text(release.RootElement, repository, "tag_name");
    }

    /// <summary>The commit that a tag is, an annotated tag's too; null if there is no such tag.</summary>
    /// <exception cref="PipelineException">PIPE9605: no connection; PIPE9606: GitHub refused, or the tag is no commit.</exception>
    public async Task<string?> ResolveAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        var path = $"repos/{repository}/git/ref/tags/{string.Join('/', tag.Split('/').Select(Uri.EscapeDataString))}";
        for (var i = 0; i <= MaxDereferences; i++)
        {
            using var answer = await GetAsync(path, cancellationToken).ConfigureAwait(false);
            if (answer is null)
                return null;
            var target = answer.RootElement.TryGetProperty("object", out var found) ? found : default;
            var (sha, type) = (Text(target, repository, "sha"), Text(target, repository, "type"));
            if (!ActionPin.FullSha().IsMatch(sha))
                throw new PipelineException(WorkflowErrors.Refused, $"The answer for {repository}@{tag} has '{sha}', which is no commit SHA, so it isn't GitHub's.");
            if (type == "commit")
                return sha;
            if (type != "tag")
                throw new PipelineException(WorkflowErrors.Refused, $"{repository}@{tag} is a {type}, not a commit. Take another tag.");
            path = $"repos/{repository}/git/tags/{sha}";
        }

        throw new PipelineException(WorkflowErrors.Refused, $"{repository}@{tag} is a tag of a tag of a tag …: more than {MaxDereferences} of them. Take another tag.");
    }

    private static string Text(JsonElement element, string repository, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new PipelineException(WorkflowErrors.Refused, $"The answer for {repository} has no '{property}', so it isn't GitHub's.");

    private async Task<JsonDocument?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(api.ToString().TrimEnd('/') + "/"), path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Pipeline.Workflows", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        if (!string.IsNullOrEmpty(token))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw new PipelineException(WorkflowErrors.Refused, $"{request.RequestUri} answered {(int)response.StatusCode} {response.ReasonPhrase}{Until(response)}. {WorkflowErrors.Refused.Cure}");
            using var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonDocument.ParseAsync(content, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw new PipelineException(WorkflowErrors.Refused, $"{request.RequestUri} answered with something that isn't JSON, so it isn't GitHub. Is a proxy in the way?", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || exception is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new PipelineException(WorkflowErrors.Unreachable, $"{api} can't be reached: {exception.Message}. {WorkflowErrors.Unreachable.Cure}", exception);
        }
    }

    private static string Until(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ratelimit-remaining", out var remaining) && remaining.FirstOrDefault() == "0"
        && response.Headers.TryGetValues("x-ratelimit-reset", out var reset) && long.TryParse(reset.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds)
            ? string.Create(CultureInfo.InvariantCulture, $": the limit of requests is reached until {DateTimeOffset.FromUnixTimeSeconds(seconds):u}")
            : "";
}
