namespace Pipeline.Engine.Caching;

/// <summary>What is remembered of a target's last run in this checkout.</summary>
internal sealed record TargetRecord
{
    private const int Version = 1;

    public required string Key { get; init; }

    /// <summary>Why the result was not kept; null if it was.</summary>
    public string? NotKept { get; init; }

    /// <summary>What the target left, or what was restored for it.</summary>
    public required IReadOnlyList<OutputItem> Outputs { get; init; }

    /// <summary>What it was made from; read only when somebody asks why it changed.</summary>
    public required Func<IReadOnlyList<InputItem>> Inputs { get; init; }

    public byte[] Encode()
    {
        var inputs = Inputs();
        var writer = new CacheWriter(1024 + (inputs.Count + Outputs.Count) * 160);
        writer.WriteInt32(Version);
        writer.WriteText(Key);
        writer.WriteText(NotKept);
        OutputItem.Write(Outputs, writer);
        InputSnapshot.Write(inputs, writer);
        return SealedBytes.Seal(writer.Written);
    }

    /// <summary>Null if the bytes aren't a whole record of this version.</summary>
    public static TargetRecord? Decode(byte[]? bytes)
    {
        if (bytes is null || !SealedBytes.TryOpen(bytes, out var content))
            return null;
        var reader = new CacheReader(content);
        if (reader.ReadInt32() != Version)
            return null;
        var key = reader.ReadText();
        var notKept = reader.ReadTextOrNull();
        var outputs = OutputItem.Read(reader);
        var rest = reader.Rest;
        return new TargetRecord { Key = key, NotKept = notKept, Outputs = outputs, Inputs = () => InputSnapshot.Read(new CacheReader(rest)) };
    }
}
