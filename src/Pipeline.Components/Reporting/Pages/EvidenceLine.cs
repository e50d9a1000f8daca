using System.Xml.Linq;
using Pipeline.Releases.Proving;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>A record of evidence as a line.</summary>
internal static class EvidenceLine
{
    public static XElement Of(EvidenceRecord record) => Paragraph(
        Badge(Tones.Of(record.Result), Tones.Word(record.Result)), " ", Tag.Of("strong", EvidenceTitle.Of(record)),
        record.Reason is { } reason ? $": {reason}" : null,
        record.Figures.Count > 0 ? Tag.Of("span", Class("soft"), $" ({EvidenceTitle.Figures(record)})") : null);
}
