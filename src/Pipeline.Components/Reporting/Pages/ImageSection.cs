using System.Globalization;
using System.Xml.Linq;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>The images, by digest.</summary>
internal static class ImageSection
{
    public static XElement? Of(DeliveryRun run) => run.Files.Images.Count == 0 ? null : Section("images", run.Files.Images.Count == 1 ? "Image" : "Images",
        Table("Images", ["Image", "Digest", "Tag", "Size", "Base", "Built"], run.Files.Images.Select(x => Row(run, x))));

    private static object?[] Row(DeliveryRun run, Found<FoundImage> found) =>
    [
        found.Content.Name,
        Code(found.Content.Digest),
        found.Content.Version,
        found.Content.SizeBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{found.Content.SizeBytes / 1024.0 / 1024.0:0.0} MiB") : "",
        found.Content.HasBase ? "yes" : Badge(Tone.Doubt, "none: application layer alone"),
        new object[] { Time(found.File.WrittenAt), Age.IsEarlier(run, found.File.WrittenAt) ? new object[] { " ", Badge(Tone.Kept, "earlier run") } : "" },
    ];
}
