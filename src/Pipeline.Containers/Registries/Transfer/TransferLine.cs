using System.Globalization;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>A line of progress for each blob.</summary>
internal static class TransferLine
{
    public static string Of(BlobOutcome outcome, Descriptor blob, ImageReference image) => string.Create(CultureInfo.InvariantCulture, $"{image.Name}: {blob.Digest} {outcome switch
    {
        BlobOutcome.Present => "is there already",
        BlobOutcome.Mounted => "taken from another repository",
        _ => "transferred",
    }} ({blob.Size / 1024.0:N0} KiB)");
}
