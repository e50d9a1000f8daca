using System.Text.RegularExpressions;

namespace Repository.Tests.Architecture;

/// <summary>Which capability of the engine may use which, by the namespaces that its files name.</summary>
internal static partial class EngineLayers
{
    public const string Folder = "src/Pipeline.Engine";

    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Globbing"] = [],
        ["Suggestions"] = [],
        ["Caching"] = ["Globbing"],
        // A target carries its cache declaration (CacheSpec) as data.
        ["Targets"] = ["Caching", "Suggestions"],
        ["Planning"] = ["Targets", "Suggestions"],
        ["Execution"] = ["Planning", "Targets", "Caching"],
        ["Reporting"] = ["Execution", "Planning", "Caching", "Targets"],
        // Two halves of one thing: parameters are read from the command line, and the engine's own options are parameters.
        ["Parameters"] = ["CommandLine", "Suggestions", "Targets"],
        ["CommandLine"] = ["Parameters", "Reporting", "Suggestions", "Targets"],
    };

    public static IEnumerable<string> Violations(string file, string source)
    {
        var capability = file[(Folder.Length + 1)..].Split('/')[0];
        if (!s_allowed.TryGetValue(capability, out var allowed))
        {
            yield return $"{file}: the engine has no capability '{capability}'. Add it to {nameof(EngineLayers)}, with what it may use.";
            yield break;
        }

        foreach (var used in Named().Matches(source).Select(x => x.Groups[1].Value).Distinct())
        {
            if (used != capability && s_allowed.ContainsKey(used) && !allowed.Contains(used))
                yield return $"{file} uses Pipeline.Engine.{used}. {capability} may use {(allowed.Length == 0 ? "no other capability" : string.Join(", ", allowed))}.";
        }
    }

    [GeneratedRegex(@"\bPipeline\.Engine\.([A-Z]\w*)")]
    private static partial Regex Named();
}
