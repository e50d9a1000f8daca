namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>One change, in the words of the oplog: <c>op</c>, <c>ns</c>, <c>ui</c>, <c>o</c>, <c>o2</c>. Documents are encoded already.</summary>
/// <param name="Kind"><c>i</c>, <c>u</c>, <c>d</c> or <c>c</c>.</param>
/// <param name="Namespace">What was changed, or the database's <c>$cmd</c>.</param>
/// <param name="Uuid">Of the collection. Default none: a view, or a whole database.</param>
/// <param name="Change"><c>o</c>.</param>
/// <param name="Key"><c>o2</c>. Default none.</param>
internal sealed record LoggedOperation(string Kind, Namespace Namespace, Guid? Uuid, byte[] Change, byte[]? Key)
{
    /// <summary>The document before, where its collection keeps them.</summary>
    public byte[]? PreImage { get; init; }

    /// <summary>Of a retryable write. Default none.</summary>
    public int? StatementId { get; init; }

    /// <summary>Whether it goes to the oplog; what is local goes to the journal alone.</summary>
    public bool IsReplicated { get; init; } = true;

    /// <summary>As a document of its own, without session and time.</summary>
    public byte[] ToBytes()
    {
        var composer = new DocumentComposer(Change.Length + 256);
        WriteTo(composer);
        return composer.ToArray();
    }

    public void WriteTo(DocumentComposer composer)
    {
        composer.Text("op"u8, Kind);
        composer.Text("ns"u8, Namespace.ToString());
        if (Uuid is { } uuid)
            composer.Uuid("ui"u8, uuid);
        composer.Document("o"u8, Change);
        if (Key is not null)
            composer.Document("o2"u8, Key);
    }
}
