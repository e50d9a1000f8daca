using System.Globalization;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>
/// The number of the files' format, in the file <c>format</c> of a data directory. Another build may write another one, and must not be told
/// that its files are damaged.
/// </summary>
internal static class DataFormat
{
    /// <summary>Count it up with every change of journal or checkpoint that an older build can't read. A directory without the file has 1.</summary>
    public const int Current = 1;

    /// <summary>Refuses files of another format; says in a directory that has none yet which one they will have.</summary>
    /// <exception cref="PipelineException"><see cref="EmbeddedMongoErrors.OtherFormat"/>.</exception>
    public static void Claim(string directory)
    {
        var path = Path.Combine(directory, "format");
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path).Trim();
            if (text != Number(Current))
                throw new PipelineException(EmbeddedMongoErrors.OtherFormat, $"The data directory '{directory}' has files of format {(text.Length > 0 ? text : "(empty)")}; this server reads and writes format {Number(Current)}.");
            return;
        }

        var partial = path + ".partial";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Number(Current) + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
    }

    private static string Number(int format) => format.ToString(CultureInfo.InvariantCulture);
}
