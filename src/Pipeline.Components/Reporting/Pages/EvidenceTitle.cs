using Pipeline.Releases.Proving;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>What people call a kind of evidence.</summary>
internal static class EvidenceTitle
{
    public static IReadOnlyList<Evidence> Known { get; } =
    [
        Evidence.Tests, Evidence.Coverage, Evidence.Image, Evidence.BillOfMaterials, Evidence.Scan, Evidence.Audit, Evidence.Signature, Evidence.SmokeTest, Evidence.RestoreDrill,
    ];

    public static string Of(EvidenceRecord record)
    {
        var title = Known.FirstOrDefault(x => x.Name == record.Kind)?.Title ?? record.Kind;
        return record.Environment is { } environment ? $"{title} in {environment}" : title;
    }

    public static string Figures(EvidenceRecord record) => string.Join(", ", record.Figures.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key} {x.Value}"));
}
