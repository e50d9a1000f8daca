using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Receiving;

/// <summary>
/// A body on its way into the store: first the bytes that were looked at already, then the rest, all of it checked as it passes. It throws
/// before the last byte is handed on when something is wrong, so that a store never completes an object that is refused. Why is kept here:
/// stores wrap the exceptions of streams in their own.
/// </summary>
internal sealed class ReceivedStream(Stream body, ReadOnlyMemory<byte> head, IContentCheck check, ReceivedLimits limits) : PassingStream
{
    private ReadOnlyMemory<byte> _head = head;
    private bool _isComplete;

    /// <summary>How many bytes have passed.</summary>
    public long ReceivedBytes { get; private set; }

    /// <summary>Why the content is refused, once it is.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What went wrong with the sender: it was too slow, went away, or broke HTTP.</summary>
    public Exception? SenderFailure { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isComplete || buffer.IsEmpty)
            return 0;
        var read = await FillAsync(buffer, cancellationToken);
        ReceivedBytes += read;
        if (ReceivedBytes > limits.MaxBytes)
            throw Refuse(limits.TooLarge);
        if (read > 0 && check.Append(buffer.Span[..read]) is { } refusal)
            throw Refuse(refusal);
        if (read == 0 || ReceivedBytes == limits.LengthBytes)
            Complete();
        return read;
    }

    private async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_head.IsEmpty)
        {
            var count = Math.Min(_head.Length, buffer.Length);
            _head[..count].CopyTo(buffer);
            _head = _head[count..];
            return count;
        }

        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server reads ahead of this, and may meet its own limit first.
            throw Refuse(limits.TooLarge);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            SenderFailure = error;
            throw;
        }
    }

    private void Complete()
    {
        _isComplete = true;
        if (limits.LengthBytes is { } length && ReceivedBytes != length)
            throw Refuse(new Refusal(RefusalReason.Incomplete, $"{ReceivedBytes} bytes arrived, and {length} were announced."));
        if (check.Complete() is { } refusal)
            throw Refuse(refusal);
    }

    private ContentRefusedException Refuse(Refusal refusal)
    {
        Refusal = refusal;
        return new ContentRefusedException(refusal);
    }
}
