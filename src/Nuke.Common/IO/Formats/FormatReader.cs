using Pipeline.Errors;

namespace Nuke.Common.IO;

/// <summary>Reads a file of some format, so that an error names the file.</summary>
internal static class FormatReader
{
    public static T Read<T>(AbsolutePath path, string format, Func<string, T> parse)
    {
        var text = path.ReadAllText();
        try
        {
            return parse(text);
        }
        catch (Exception exception) when (exception is Newtonsoft.Json.JsonException or System.Xml.XmlException or YamlDotNet.Core.YamlException or InvalidOperationException)
        {
            throw new PipelineException(PathErrors.Unreadable, $"'{path}' can't be read as {format}: {exception.Message} {exception.InnerException?.Message}".TrimEnd(), exception);
        }
    }
}
