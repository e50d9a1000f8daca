using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Components.Promoting;

/// <summary>
/// Who approved the run of a workflow for an environment, as GitHub knows it (docs.github.com/rest/actions/workflow-runs, "Get the review history for a workflow run").
/// The token needs <c>actions: read</c>.
/// </summary>
internal sealed record GitHubApprovals
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <summary>The API: <c>https://api.github.com</c>.</summary>
    public required Uri Api { get; init; }

    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>How often the run was started.</summary>
    public string Attempt { get; init; } = "1";

    /// <summary>Who started it, also who started it again: they approve nothing of their own.</summary>
    public IReadOnlyList<string> StartedBy { get; init; } = [];

    /// <summary>The job's token.</summary>
    public required string? Token { get; init; }

    /// <summary>The run that this process is a job of; null outside of GitHub Actions.</summary>
    public static GitHubApprovals? OfThisRun() =>
        Variable("GITHUB_ACTIONS") == "true" && Uri.TryCreate(Variable("GITHUB_API_URL"), UriKind.Absolute, out var api) && Variable("GITHUB_REPOSITORY") is { } repository && Variable("GITHUB_RUN_ID") is { } run
            ? new GitHubApprovals
            {
                Api = api,
                Repository = repository,
                Run = run,
                Attempt = Variable("GITHUB_RUN_ATTEMPT") ?? "1",
                StartedBy = [.. new[] { Variable("GITHUB_ACTOR"), Variable("GITHUB_TRIGGERING_ACTOR") }.OfType<string>()],
                Token = Variable("GH_TOKEN"),
            }
            : null;

    /// <summary>Asks. Where that isn't possible, nothing is known, and no promotion that needs approvals goes on.</summary>
    public async Task<Approvals> ReadAsync(HttpClient client, string environment, CancellationToken cancellationToken)
    {
        if (Token is null)
            return NotKnown("the job has no GH_TOKEN to ask GitHub with");
        if (Attempt != "1")
            return NotKnown("the run was started again, and GitHub doesn't say which of its attempts was approved; start a new run");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_longestWait);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api.AbsoluteUri.TrimEnd('/')}/repos/{Repository}/actions/runs/{Uri.EscapeDataString(Run)}/approvals")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token), Accept = { new MediaTypeWithQualityHeaderValue("application/vnd.github+json") }, UserAgent = { new ProductInfoHeaderValue("pipeline", null) } },
        };
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        try
        {
            using var response = await client.SendAsync(request, limit.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new Approvals(Approved(JsonNode.Parse(await response.Content.ReadAsStringAsync(limit.Token)), environment), null),
                HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized => NotKnown($"GitHub answered {(int)response.StatusCode}: the job's token needs the permission 'actions: read'"),
                var other => NotKnown($"GitHub answered {(int)other}"),
            };
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or InvalidOperationException || error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return NotKnown($"GitHub couldn't be asked ({(error is OperationCanceledException ? "no answer in time" : error.Message)})");
        }
    }

    private IReadOnlyList<string> Approved(JsonNode? reviews, string environment) =>
    [
        .. from review in reviews!.AsArray()
           where (string?)review?["state"] == "approved"
           where review["environments"] is JsonArray environments && environments.Any(x => environment.Equals((string?)x?["name"], StringComparison.OrdinalIgnoreCase))
           let login = (string?)review["user"]?["login"]
           where login is not null && !StartedBy.Contains(login, StringComparer.OrdinalIgnoreCase)
           group login by login.ToUpperInvariant() into same
           select same.First(),
    ];

    private static Approvals NotKnown(string why) => new([], why);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
