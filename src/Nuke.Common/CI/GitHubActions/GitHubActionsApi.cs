using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pipeline.Errors;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>The two calls of GitHub's REST API that a running workflow makes of itself.</summary>
internal sealed class GitHubActionsApi(string url, string repository, string? token)
{
    public async Task CreateCommentAsync(int issue, string text, CancellationToken cancellationToken = default)
    {
        using var client = Client("comment on an issue");
        using var content = new StringContent($$"""{"body":"{{JsonEncodedText.Encode(text)}}"}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"repos/{repository}/issues/{issue}/comments", content, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw Refused($"to comment on #{issue}", response, "issues: write or pull-requests: write");
    }

    // The API has a job's shown name, the variable its id in the workflow; generated workflows give both the same text.
    public long JobId(long runId, string job)
    {
        using var client = Client("look up the job");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"repos/{repository}/actions/runs/{runId}/jobs?per_page=100");
        using var response = client.Send(request);
        if (!response.IsSuccessStatusCode)
            throw Refused($"to list the jobs of run {runId}", response, "actions: read");
        using var document = JsonDocument.Parse(response.Content.ReadAsStream());
        foreach (var candidate in document.RootElement.GetProperty("jobs").EnumerateArray())
        {
            if (candidate.GetProperty("name").GetString() == job)
                return candidate.GetProperty("id").GetInt64();
        }

        throw new PipelineException(CIErrors.Api, $"Run {runId} of {repository} has no job named '{job}'. A job's name must be its id in the workflow to be found.");
    }

    private HttpClient Client(string purpose)
    {
        if (string.IsNullOrEmpty(token))
            throw new PipelineException(CIErrors.Api, $"GITHUB_TOKEN is needed to {purpose}, and isn't set. Set EnableGitHubToken = true on [GitHubActions].");
        var client = new HttpClient { BaseAddress = new Uri(url.TrimEnd('/') + "/") };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("pipeline-build");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private PipelineException Refused(string what, HttpResponseMessage response, string permission)
        => new(CIErrors.Api, $"GitHub refused {what} in {repository}: {(int)response.StatusCode} {response.ReasonPhrase}. The workflow's permissions need {permission}.");
}
