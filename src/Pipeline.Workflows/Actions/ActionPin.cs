using System.Text.RegularExpressions;

namespace Pipeline.Workflows.Actions;

/// <summary>A commit of an action's repository and the version that people know it by.</summary>
/// <param name="Sha">The full commit SHA: 40 hexadecimal digits, in lower case.</param>
/// <param name="Version">The release's tag: <c>v7.0.1</c>.</param>
public sealed partial record ActionPin(string Sha, string Version)
{
    /// <summary>Why it can't be a pin; null if it can.</summary>
    internal string? Problem() =>
        !FullSha().IsMatch(Sha) ? $"'{Sha}' is no full commit SHA (40 hexadecimal digits in lower case)"
        : !Tag().IsMatch(Version) ? $"'{Version}' is no version (a tag of letters, digits and . _ + - /)"
        : null;

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    internal static partial Regex FullSha();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}\z")]
    private static partial Regex Tag();
}
