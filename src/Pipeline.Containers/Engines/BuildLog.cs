using System.Text.RegularExpressions;
using Docker.DotNet.Models;

namespace Pipeline.Containers.Engines;

/// <summary>Reads the messages of a build: passes its lines on, keeps the last ones, and finds the error and the image's id.</summary>
internal sealed partial class BuildLog(IProgress<string>? progress) : IProgress<JSONMessage>
{
    private const int KeptLines = 20;

    private readonly Queue<string> last = new();
    private string unfinished = "";

    /// <summary>Why the build failed; null while it hasn't.</summary>
    public string? Error { get; private set; }

    /// <summary>The image; null until it is built.</summary>
    public string? ImageId { get; private set; }

    /// <summary>The last lines, for a message.</summary>
    public IReadOnlyList<string> Tail => [.. last];

    public void Report(JSONMessage value)
    {
        if (value.Error is { } error)
            Error = error.Message;
        if (value.Aux?.ExtensionData is { } aux && aux.TryGetValue("ID", out var id))
            ImageId = id?.ToString();
        if (value.Status is { Length: > 0 } status && value.Progress is null)
            Line(value.ID is { Length: > 0 } layer ? $"{layer}: {status}" : status);
        if (value.Stream is { } stream)
        {
            // What a step prints comes in pieces, not in lines.
            string[] lines = (unfinished + stream).Split('\n');
            foreach (var line in lines[..^1])
                Line(line);
            unfinished = lines[^1];
        }
    }

    private void Line(string text)
    {
        // The engine colours what a step writes to its error stream.
        var line = Colours().Replace(text, "").TrimEnd();
        if (line.Length == 0)
            return;
        last.Enqueue(line);
        if (last.Count > KeptLines)
            last.Dequeue();
        progress?.Report(line);
    }

    [GeneratedRegex(@"\x1B\[[0-9;]*m")]
    private static partial Regex Colours();
}
