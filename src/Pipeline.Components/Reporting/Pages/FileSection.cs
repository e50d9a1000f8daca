using System.Xml.Linq;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>The files behind the page, by folder.</summary>
internal static class FileSection
{
    public static XElement? Of(DeliveryRun run) => run.Files.Files.Count == 0 ? null : Section("files", "Files",
        Soft("Beside this page, in the build's output."),
        Tag.Of("ul", Class("files"), run.Files.Files.Select(x => Tag.Of("li", Link(x), Age.IsEarlier(run, x.WrittenAt) ? new object[] { " ", Badge(Tone.Kept, "earlier run") } : null))));
}
