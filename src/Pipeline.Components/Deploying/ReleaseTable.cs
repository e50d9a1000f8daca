using System.Globalization;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Promoting;

namespace Pipeline.Components.Deploying;

/// <summary>Releases as a table, the latest first.</summary>
internal static class ReleaseTable
{
    private const int ShortDigest = 19;
    private static readonly string[] s_heading = ["Release", "State", "Deployed", "By", "Image", "Reason"];

    public static IReadOnlyList<string> Lines(IReadOnlyList<Release> releases)
    {
        if (releases.Count == 0)
            return ["No release yet."];
        List<string[]> rows = [s_heading, .. releases.Select(Cells)];
        var widths = Enumerable.Range(0, s_heading.Length).Select(x => rows.Max(y => y[x].Length)).ToArray();
        return [.. rows.Select(x => string.Join("  ", x.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd())];
    }

    private static string[] Cells(Release release) =>
    [
        release.Number.ToString(CultureInfo.InvariantCulture),
        release.State switch { ReleaseState.RolledBack => "rolled back", var state => state.ToString().ToLowerInvariant() },
        release.DeployedAt is { } at ? at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "never ready",
        release.StartedBy,
        string.Join(' ', release.Images.Select(Short)),
        string.Join("; ", new[] { release.Reason is { } reason ? FirstLine(reason) : null, Origin(release) }.OfType<string>()),
    ];

    // The table is also for who looks into what somebody changed.
    private static string? Origin(Release release)
    {
        try
        {
            return PromotionRecord.Of(release)?.Remark is { } remark ? FirstLine(remark) : null;
        }
        catch (PipelineException error)
        {
            return FirstLine(error.Message);
        }
    }

    // name@sha256:0123456789ab says enough.
    private static string Short(string image) => image.IndexOf("@sha256:", StringComparison.Ordinal) is >= 0 and var at && image.Length > at + 1 + ShortDigest ? image[..(at + 1 + ShortDigest)] : image;

    private static string FirstLine(string text) => text.Split('\n')[0];
}
