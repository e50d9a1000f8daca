namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>Takes messages off a stream.</summary>
internal static class MessageReader
{
    /// <summary>A message's memory grows with what has arrived of it: its length alone is only what the client claims.</summary>
    private const int FirstBytes = 1024 * 1024;

    /// <returns><see langword="null"/> at the end of the stream.</returns>
    /// <exception cref="ProtocolException">It isn't a message of MongoDB's.</exception>
    /// <exception cref="EndOfStreamException">The client went away in the middle of it.</exception>
    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MessageHeader.Bytes];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < head.Length)
            return null;

        var header = MessageHeader.Read(head);
        if (header.Length is < MessageHeader.Bytes or > MessageHeader.MaxMessageBytes)
            throw new ProtocolException($"message msgLen {header.Length} is invalid. Min {MessageHeader.Bytes} Max: {MessageHeader.MaxMessageBytes}.");
        var message = new byte[Math.Min(header.Length, FirstBytes)];
        head.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(MessageHeader.Bytes), cancellationToken).ConfigureAwait(false);
        while (message.Length < header.Length)
        {
            var filled = message.Length;
            Array.Resize(ref message, (int)Math.Min(header.Length, filled * 4L));
            await stream.ReadExactlyAsync(message.AsMemory(filled), cancellationToken).ConfigureAwait(false);
        }

        return RequestParser.Parse(header, message);
    }
}
