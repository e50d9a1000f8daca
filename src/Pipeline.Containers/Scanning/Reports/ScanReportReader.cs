using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Scanning.Reports;

/// <summary>
/// Reads Trivy's JSON report, SchemaVersion 2, in one pass without a document in memory. Fields that it doesn't know are passed over, for later
/// versions add some; what is broken is refused, for half a report looks like a clean image.
/// </summary>
public static class ScanReportReader
{
    /// <summary>Reads a report's file.</summary>
    /// <exception cref="PipelineException">PIPE3301, PIPE3302.</exception>
    public static async Task<ScanReport> ReadFileAsync(string path, CancellationToken cancellationToken = default)
    {
        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(ScanErrors.UnreadableReport, $"The scan report '{path}' can't be read: {error.Message} Scan again, or name the file that Trivy wrote.", error);
        }

        return Read(content, path);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="json">The whole report, UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="PipelineException">PIPE3301, PIPE3302.</exception>
    public static ScanReport Read(ReadOnlySpan<byte> json, string name)
    {
        var content = json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
        if (content.Trim(" \t\r\n"u8).IsEmpty)
            throw Unreadable(name, "is empty. The scan was interrupted, or the disk was full. Scan again");

        try
        {
            var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = 128 });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Unreadable(name, "holds no JSON object. Take the file that Trivy wrote with --format json");

            var report = new ReportBuilder(name).Read(ref reader);

            // Something behind the report, or zeros where the disk was full: the reader says so.
            reader.Read();
            return report;
        }
        catch (JsonException error)
        {
            // The reader's own words for an end that comes too early are of no help to a user.
            var position = string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}, byte {error.BytePositionInLine}");
            throw Unreadable(name, IsCutOff(content) ? $"was cut off at {position}. Scan again" : $"is damaged at {position}: {error.Message} Scan again", error);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw Unreadable(name, $"has a value of another kind than Trivy writes: {error.Message} Scan again with the pinned version", error);
        }
    }

    private static bool IsCutOff(ReadOnlySpan<byte> content)
    {
        // Whether a reader that waits for more would have been content so far.
        var reader = new Utf8JsonReader(content, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 128 }));
        try
        {
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.BytesConsumed < content.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static PipelineException Unreadable(string name, string what, Exception? inner = null) =>
        new(ScanErrors.UnreadableReport, $"The scan report '{name}' {what}.", inner);
}
