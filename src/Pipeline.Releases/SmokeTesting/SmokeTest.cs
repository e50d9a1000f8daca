using System.Globalization;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.SmokeTesting;

/// <summary>
/// Asks a deployed release over HTTP whether it works: each check in turn, from outside, as a user's request comes. A check that fails is tried
/// again for a while, since the way from outside may follow a rollout late.
/// </summary>
/// <param name="client">Its base address is the service's.</param>
/// <param name="checks">What is asked.</param>
/// <param name="time">The clock.</param>
public sealed class SmokeTest(HttpClient client, IReadOnlyList<SmokeCheck> checks, TimeProvider time)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a check may take to succeed. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for one answer. Default 10 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Asks everything, and ends at the first check that keeps failing.</summary>
    /// <returns>Passed or failed, with what came back. Not done where there is nothing to ask.</returns>
    public async Task<EvidenceRecord> RunAsync(string environment, CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
            return Record(EvidenceResult.NotDone, "the build declares no checks", 0, TimeSpan.Zero, environment);
        var began = time.GetTimestamp();
        var (requests, slowest) = (0, TimeSpan.Zero);
        foreach (var check in checks)
        {
            var since = time.GetTimestamp();
            while (true)
            {
                requests++;
                var (failure, took) = await AskAsync(check, cancellationToken);
                if (failure is null)
                {
                    slowest = took > slowest ? took : slowest;
                    break;
                }

                if (time.GetElapsedTime(since) >= Patience)
                    return Record(EvidenceResult.Failed, $"{check}: {failure}", requests, slowest, environment);
                await Task.Delay(s_between, time, cancellationToken);
            }
        }

        return Record(EvidenceResult.Passed, null, requests, slowest, environment) with { Origin = $"{Address()}, {time.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s" };
    }

    private async Task<(string? Failure, TimeSpan Took)> AskAsync(SmokeCheck check, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTimeout);
        try
        {
            using var response = await client.GetAsync(new Uri(check.Path.TrimStart('/'), UriKind.Relative), limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            var failure = response.StatusCode != check.Status ? $"answered {(int)response.StatusCode}, not {(int)check.Status}{Start(body)}"
                : check.Contains is { } text && !body.Contains(text, StringComparison.Ordinal) ? $"its answer hasn't '{text}'{Start(body)}"
                : null;
            return (failure, time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"no answer within {AnswerTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s", AnswerTimeout);
        }
        catch (HttpRequestException error)
        {
            return (error.Message, time.GetElapsedTime(began));
        }
    }

    private EvidenceRecord Record(EvidenceResult result, string? reason, int requests, TimeSpan slowest, string environment) => new()
    {
        Kind = Evidence.SmokeTest.Name,
        Result = result,
        Reason = reason,
        At = time.GetUtcNow(),
        Environment = environment,
        Origin = Address(),
        Figures = new Dictionary<string, string>
        {
            ["checks"] = checks.Count.ToString(CultureInfo.InvariantCulture),
            ["requests"] = requests.ToString(CultureInfo.InvariantCulture),
            ["slowestMilliseconds"] = slowest.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        },
    };

    private string? Address() => client.BaseAddress?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static string Start(string body) => body.ReplaceLineEndings(" ").Trim() is { Length: > 0 } line ? $": {(line.Length > 200 ? line[..200] + " …" : line)}" : "";
}
