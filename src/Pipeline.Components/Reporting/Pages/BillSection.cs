using System.Xml.Linq;
using Pipeline.Releases.Proving;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Bills of materials, and what is signed.</summary>
internal static class BillSection
{
    public static XElement? Of(DeliveryRun run)
    {
        var records = run.Files.Evidence.Where(x => x.Kind == Evidence.BillOfMaterials.Name || x.Kind == Evidence.Signature.Name).ToList();
        var bills = run.Files.Files.Where(x => x.Path.StartsWith("sbom/", StringComparison.Ordinal)).ToList();
        return records.Count + bills.Count == 0 ? null : Section("bills", "Bill of materials and signature",
            records.Select(EvidenceLine.Of),
            bills.Count > 0 ? Tag.Of("ul", bills.Select(x => Tag.Of("li", Link(x)))) : null);
    }
}
