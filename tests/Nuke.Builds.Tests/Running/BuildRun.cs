using System.Text.RegularExpressions;

namespace Nuke.Builds.Tests.Running;

/// <summary>What a build program did.</summary>
internal sealed partial record BuildRun(int ExitCode, string Out, string Error)
{
    /// <summary>What targets and build wrote, without time and level, in order.</summary>
    public IReadOnlyList<string> Said { get; } = [.. Lines(Error).Select(x => Entry().Match(x)).Where(x => x.Success).Select(x => x.Groups["text"].Value)];

    /// <summary>How targets ended, in order: <c>Compile succeeded</c>, <c>Test skipped</c>.</summary>
    public IReadOnlyList<string> Outcomes { get; } = [.. Lines(Error).Select(x => Outcome().Match(x)).Where(x => x.Success).Select(x => x.Groups["text"].Value)];

    /// <summary>All that was written, for the message of a failed test.</summary>
    public override string ToString() => $"exit {ExitCode}{Environment.NewLine}{Out}{Error}";

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    [GeneratedRegex(@"^\[\d\d:\d\d:\d\d (?:INF|DBG|WRN|ERR|TRC)\] (?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[✓✗○] (?<text>\w+ (succeeded|failed|skipped))", RegexOptions.ExplicitCapture)]
    private static partial Regex Outcome();
}
