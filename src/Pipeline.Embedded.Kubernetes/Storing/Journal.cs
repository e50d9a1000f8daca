using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>
/// The writes on disk, one JSON object a line: <c>{"format":1,"version":N}</c> first, then <c>{"t":table,"v":version,"o":object}</c> for a write and
/// <c>{"t":table,"v":version,"n":namespace,"d":name}</c> for a removal. A process that is killed leaves a torn last line at most, which was never answered.
/// A start writes the file anew with what still exists.
/// </summary>
internal sealed class Journal(string path) : IDisposable
{
    private readonly MemoryStream _line = new();
    private FileStream? _file;

    /// <summary>Reads what was written, and begins a file without what is gone.</summary>
    /// <exception cref="PipelineException">DataDamaged, DirectoryUnusable.</exception>
    public JournalContent Read()
    {
        try
        {
            var content = File.Exists(path) ? Parse() : new JournalContent(1, new Dictionary<string, ObjectSet>());
            Rewrite(content);
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            return content;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(EmbeddedKubernetesErrors.DirectoryUnusable, $"The journal '{path}' can't be read or written: {exception.Message}", exception);
        }
    }

    public void Written(string table, StoredObject value)
    {
        Begin(table, value.Version);
        WriteObject(_line, value);
        End();
    }

    public void Removed(string table, StoredObject value)
    {
        Begin(table, value.Version);
        _line.Write(Encoding.UTF8.GetBytes($",\"n\":{Text(value.NamespaceName)},\"d\":{Text(value.Name)}"));
        End();
    }

    public void Dispose()
    {
        _file?.Flush(flushToDisk: true);
        _file?.Dispose();
        _line.Dispose();
    }

    private static string Text(string? value) => JsonSerializer.Serialize(value);

    private static void WriteObject(Stream stream, StoredObject value)
    {
        stream.Write(",\"o\":"u8);
        stream.Write(ObjectJson.Prefix((string)value.Value["apiVersion"]!, (string)value.Value["kind"]!));
        stream.Write(value.Body.Span);
        stream.WriteByte((byte)'}');
    }

    private void Begin(string table, long version)
    {
        _line.SetLength(0);
        _line.Write(Encoding.UTF8.GetBytes($"{{\"t\":{Text(table)},\"v\":{ObjectJson.Version(version)}"));
    }

    private void End()
    {
        _line.Write("}\n"u8);
        _file!.Write(_line.GetBuffer(), 0, (int)_line.Length);
    }

    private void Rewrite(JournalContent content)
    {
        var next = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };

        // Secrets are in it as they are.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Delete(next);
        using (var file = new FileStream(next, options))
        {
            file.Write(Encoding.UTF8.GetBytes($"{{\"format\":1,\"version\":{ObjectJson.Version(content.Version)}}}\n"));
            foreach (var (table, objects) in content.Objects)
            {
                foreach (var value in objects.In(null))
                {
                    file.Write(Encoding.UTF8.GetBytes($"{{\"t\":{Text(table)},\"v\":{ObjectJson.Version(value.Version)}"));
                    WriteObject(file, value);
                    file.Write("}\n"u8);
                }
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private JournalContent Parse()
    {
        var objects = new Dictionary<string, ObjectSet>(StringComparer.Ordinal);
        var bytes = File.ReadAllBytes(path).AsMemory();
        var version = 1L;
        for (var line = 1; !bytes.IsEmpty; line++)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            if (end < 0)
                break;
            try
            {
                version = Math.Max(version, Read(bytes[..end], objects));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                throw new PipelineException(EmbeddedKubernetesErrors.DataDamaged, $"Line {line} of the journal '{path}' is no journal entry: {exception.Message}", exception);
            }

            bytes = bytes[(end + 1)..];
        }

        return new JournalContent(version, objects);
    }

    private static long Read(ReadOnlyMemory<byte> line, Dictionary<string, ObjectSet> objects)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        if (entry.TryGetProperty("format", out _))
            return entry.GetProperty("version").GetInt64();
        var table = entry.GetProperty("t").GetString()!;
        var version = entry.GetProperty("v").GetInt64();
        var set = objects.GetValueOrDefault(table, ObjectSet.Empty);
        if (entry.TryGetProperty("d", out var removed))
        {
            objects[table] = set.Without(entry.GetProperty("n").GetString(), removed.GetString()!);
            return version;
        }

        var value = JsonObject.Create(entry.GetProperty("o").Clone())!;
        var metadata = value["metadata"] as JsonObject ?? throw new FormatException("it has no metadata");
        objects[table] = set.With(new StoredObject((string?)metadata["namespace"], (string)metadata["name"]!, version, value, ObjectJson.Body(value)));
        return version;
    }
}
