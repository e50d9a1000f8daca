using System.Globalization;
using System.Text.RegularExpressions;

namespace Repository.Tests.Errors;

/// <summary>Each project's range of error ids, and what else is asked of an id.</summary>
internal static partial class ErrorRanges
{
    /// <summary>In the order of docs/TROUBLESHOOTING.md. Both ends belong to the range.</summary>
    public static IReadOnlyList<(string Project, string Title, int From, int To)> All { get; } =
    [
        ("Pipeline.Engine", "Targets, parameters, caching, reports", 1, 999),
        ("Nuke.Common", "Build programs: files, tools, solutions, Git, CI", 1000, 1899),
        ("Nuke.Components", "NUKE's components", 1900, 1999),
        ("Pipeline.Components", "Delivery components", 2000, 2999),
        ("Pipeline.Containers", "Images", 3000, 3999),
        ("Pipeline.Kubernetes", "Manifests and clusters", 4000, 4999),
        ("Pipeline.Secrets", "Secrets", 5000, 5999),
        ("AgentKit.Server", "The service", 6000, 6999),
        ("Pipeline.Embedded.MongoDB", "The embedded MongoDB server", 7000, 7999),
        ("Pipeline.Migrations", "Migrations", 8000, 8799),
        ("Pipeline.Cli", "The pipeline command", 8800, 8999),
        ("Pipeline.Embedded.Kubernetes", "The embedded cluster", 9000, 9199),
        ("Pipeline.ObjectStorage", "Object stores", 9200, 9399),
        ("Pipeline.Configuration", "Settings", 9400, 9599),
        ("Pipeline.Workflows", "Workflows", 9600, 9699),
        ("Pipeline.Releases", "Releases", 9700, 9899),
    ];

    public static IEnumerable<string> Violations(IReadOnlyList<DeclaredError> errors)
    {
        foreach (var twice in errors.GroupBy(x => x.Code.Id).Where(x => x.Count() > 1))
            yield return $"{twice.Key} is declared more than once: {string.Join(", ", twice.Select(x => x.Type))}.";

        foreach (var (code, project, type, isMarked) in errors)
        {
            if (!isMarked)
                yield return $"{type} declares {code.Id} and has no [ErrorCodes], so docs/TROUBLESHOOTING.md would lack it.";
            if (!Id().IsMatch(code.Id))
                yield return $"{type}: '{code.Id}' is not PIPE and four digits.";
            else if (All.FirstOrDefault(x => x.Project == project) is not { Project: not null } range)
                yield return $"{type} declares {code.Id}, and {project} has no range of ids. Give it one in {nameof(ErrorRanges)}.";
            else if (int.Parse(code.Id.AsSpan(4), CultureInfo.InvariantCulture) is var number && (number < range.From || number > range.To))
                yield return $"{type}: {code.Id} is outside of {project}'s range, PIPE{range.From:D4} to PIPE{range.To:D4}.";

            foreach (var (text, name) in new[] { (code.Title, "title"), (code.Cause, "cause"), (code.Cure, "cure") })
            {
                if (string.IsNullOrWhiteSpace(text))
                    yield return $"{type}: {code.Id} has no {name}.";
            }

            if (code.Title.EndsWith('.') || !code.Cause.EndsWith('.') || !code.Cure.EndsWith('.') && !code.Cure.Contains(": ", StringComparison.Ordinal))
                yield return $"{type}: {code.Id}'s title is a heading without a full stop; cause and cure are sentences.";
        }
    }

    [GeneratedRegex(@"^PIPE\d{4}$")]
    private static partial Regex Id();
}
