using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Containers.Registries.Http;

/// <summary>A part of a file as a request's body.</summary>
internal sealed class FileSlice : HttpContent
{
    private readonly string path;
    private readonly long from;
    private readonly long length;
    private readonly RequestDeadline deadline;

    public FileSlice(string path, long from, long length, RequestDeadline deadline)
    {
        (this.path, this.from, this.length, this.deadline) = (path, from, length, deadline);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Headers.ContentLength = length;
    }

    /// <summary>Says which bytes of the whole these are. Distribution's form, <c>0-1023</c>, isn't HTTP's <c>bytes 0-1023/*</c>.</summary>
    public bool IsPiece
    {
        init
        {
            if (value)
                Headers.TryAddWithoutValidation("Content-Range", string.Create(CultureInfo.InvariantCulture, $"{from}-{from + length - 1}"));
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = this.length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        file.Position = from;
        var buffer = new byte[131072];
        for (var left = length; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (read == 0)
                throw new IOException($"'{path}' became shorter while it was sent.");
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            deadline.Progress();
            left -= read;
        }
    }
}
