using System.Text.RegularExpressions;

namespace Repository.Tests.Feeds;

/// <summary>Host names of package feeds. Which feed a clone uses is its machine's business, so none stands in the repository.</summary>
internal static partial class FeedHosts
{
    // Put together here, so that this file doesn't hold them either.
    public static IReadOnlyList<string> Public { get; } = [$"api.{"nuget"}.org", $"{"nuget"}.org/v3", $"{"nuget"}.org/api", $"registry.{"npmjs"}", $"registry.{"yarnpkg"}"];

    /// <summary>The feeds that this machine uses.</summary>
    public static IReadOnlyList<string> OfThisMachine() =>
        [.. HostsIn(Checkout.Run("dotnet", "nuget", "list", "source", "--format", "Detailed")), .. HostsIn(Checkout.Run("npm", "config", "get", "registry"))];

    /// <summary>Which of the hosts a text names, in any letter case.</summary>
    public static IEnumerable<string> NamedIn(string text, IEnumerable<string> hosts) => hosts.Where(x => text.Contains(x, StringComparison.OrdinalIgnoreCase));

    public static IReadOnlyList<string> HostsIn(string? settings) =>
        [.. Address().Matches(settings ?? "").Select(x => x.Groups[1].Value).Where(x => x.Contains('.', StringComparison.Ordinal) && !char.IsDigit(x[0])).Distinct()];

    [GeneratedRegex(@"https?://(?:[^/@\s]*@)?([^/:\s]+)")]
    private static partial Regex Address();
}
