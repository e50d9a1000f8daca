using Pipeline.Errors;

namespace Pipeline.Releases.Proving;

/// <summary>The folder in which the stages of one run leave their evidence, a file each: <c>tests.json</c>, <c>smoke-test.staging.json</c>.</summary>
/// <param name="directory">The folder; made when the first record is written.</param>
public sealed class EvidenceFolder(string directory)
{
    /// <summary>Writes a record in place of an earlier one of its kind; whole or not at all.</summary>
    public async Task WriteAsync(EvidenceRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, record.Environment is null ? $"{record.Kind}.json" : $"{record.Kind}.{record.Environment}.json");
        var partial = $"{path}.{Environment.ProcessId}";
        await File.WriteAllTextAsync(partial, EvidenceJson.Write(record), cancellationToken);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>All records.</summary>
    /// <exception cref="PipelineException">PIPE9701: a file is no evidence.</exception>
    public async Task<EvidenceBundle> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory))
            return EvidenceBundle.Empty;
        var records = new List<EvidenceRecord>();
        foreach (var file in Directory.GetFiles(directory, "*.json").Order(StringComparer.Ordinal))
            records.Add(EvidenceJson.Read(await File.ReadAllTextAsync(file, cancellationToken), file));
        return EvidenceBundle.Of(records);
    }
}
