using System.Xml.Linq;
using Pipeline.Releases.Proving;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>All evidence, a row each.</summary>
internal static class EvidenceSection
{
    public static XElement Of(DeliveryRun run) => Section("evidence", "Evidence",
        run.Files.Evidence.Count == 0
            ? Paragraph(Badge(Tone.Doubt, "none"), " No stage left evidence: nothing is proved.")
            : Table("Evidence", ["Stage", "Result", "When", "Figures", "Of what"], run.Files.Evidence.Select(x => Row(run, x))));

    private static object?[] Row(DeliveryRun run, EvidenceRecord record) =>
    [
        EvidenceTitle.Of(record),
        Badge(Tones.Of(record.Result), Tones.Word(record.Result)),
        new object[] { Time(record.At), Age.IsEarlier(run, record.At) ? new object[] { " ", Badge(Tone.Kept, "earlier run") } : "" },
        new object?[]
        {
            record.Reason,
            record.Figures.Count > 0 ? Tag.Of("ul", Class("figures"), record.Figures.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => Tag.Of("li", Tag.Of("span", Class("soft"), $"{x.Key} "), x.Value))) : null,
        },
        Tag.Of("ul", Class("figures"), record.Inputs.Select(x => Tag.Of("li", Tag.Of("span", Class("soft"), $"{x.Name} "), Tag.Of("code", With("title", x.Digest), Short(x.Digest))))),
    ];

    // sha256:0123456789ab says enough to tell two apart; the whole is in the title and in the file.
    private static string Short(string digest) => digest.Length > 19 ? digest[..19] + "…" : digest;
}
