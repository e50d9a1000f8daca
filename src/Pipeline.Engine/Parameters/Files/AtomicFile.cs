using System.Text;
using Pipeline.Errors;

namespace Pipeline.Engine.Parameters.Files;

/// <summary>Replaces a file as a whole: whoever reads it meets the old text or the new one, never a half.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        string? temporary = null;
        try
        {
            // A link stays a link.
            var target = File.Exists(path) ? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            temporary = target + $".{Guid.NewGuid():N}.tmp";
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (temporary is not null)
                File.Delete(temporary);
            throw new PipelineException(ParameterErrors.FileAccess, $"{path} can't be written: {exception.Message}", exception);
        }
    }
}
