using Pipeline.Configuration.Generating;

namespace Pipeline.Configuration.Drift;

/// <summary>The committed files against what would be generated now.</summary>
internal static class FileCheck
{
    public static IEnumerable<DriftFinding> Find(DriftRequest request)
    {
        foreach (var file in EnvironmentGenerator.Generate(request.Description, request.Generation))
        {
            if (!request.Files.TryGetValue(file.Path, out var committed))
                yield return new(DriftKind.OutdatedFile, file.Path, file.Path, "The file isn't there.", $"Run {request.Generation.Command} and commit it.");
            else if (FirstDifference(file.Text, committed) is { } line)
                yield return new(DriftKind.OutdatedFile, $"{file.Path}:{line}", file.Path, "The file isn't what the settings say; the first difference is in this line.", $"Run {request.Generation.Command} and commit it.");
        }
    }

    // Git may have given it other line endings.
    private static int? FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.ReplaceLineEndings("\n").Split('\n'));
        for (var line = 0; line < Math.Max(left.Length, right.Length); line++)
        {
            if (line >= left.Length || line >= right.Length || left[line] != right[line])
                return line + 1;
        }

        return null;
    }
}
