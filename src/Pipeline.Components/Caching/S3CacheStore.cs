using System.Buffers;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.Engine.Caching;

namespace Pipeline.Components.Caching;

/// <summary>
/// A cache in an S3 bucket, which any number of machines may share. An object is there whole or not at all, by S3's own promise.
/// Nothing is ever deleted but damaged contents: a lifecycle rule of the bucket keeps its size in bounds.
/// </summary>
public sealed class S3CacheStore : ICacheStore, IDisposable
{
    /// <summary>Entries list a target's outputs; one that is bigger isn't ours.</summary>
    private const int MaxEntryBytes = 64 * 1024 * 1024;

    /// <summary>What S3 takes in one request.</summary>
    private const long MaxBlobBytes = 5L * 1024 * 1024 * 1024;

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    private readonly CacheAddress _address;
    private readonly S3CacheStoreOptions _options;
    private readonly AmazonS3Client _client;

    /// <summary>A store at <paramref name="address"/>, with credentials from the AWS SDK's default chain. Nothing is sent yet.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE2001: nothing says which region.</exception>
    public S3CacheStore(CacheAddress address, S3CacheStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _address = address;
        _options = options ?? new S3CacheStoreOptions();
        _client = S3Client.Create(address, _options);
    }

    /// <inheritdoc/>
    public string Description => $"S3 bucket {_address.Bucket}{(_address.Prefix.Length > 0 ? "/" : "")}{_address.Prefix}{(_address.Endpoint is { } endpoint ? $" at {endpoint.Authority}" : "")}";

    /// <inheritdoc/>
    public async Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(NameOf("entries", key), cancellationToken);
        if (stream is null)
            return null;
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxEntryBytes)
                return null;
        }

        return content.ToArray();
    }

    /// <inheritdoc/>
    public Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var request = new PutObjectRequest { BucketName = _address.Bucket, Key = NameOf("entries", key), InputStream = new MemoryStream(entry, writable: false) };
        return AskAsync(token => _client.PutObjectAsync(request, token), _options.RequestTimeout, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = _address.Bucket, Key = NameOf("blobs", hash) };
        return await FindAsync(token => _client.GetObjectMetadataAsync(request, token), cancellationToken) is not null;
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken) => OpenAsync(NameOf("blobs", hash), cancellationToken);

    /// <summary>Keeps a blob under its SHA-256. The hash is checked while it is sent, before its last byte: S3 keeps nothing of what breaks off.</summary>
    /// <exception cref="IOException">The content doesn't have this hash, is bigger than S3 takes in one request (5 GiB), or couldn't be sent.</exception>
    public async Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        cancellationToken.ThrowIfCancellationRequested();
        var name = NameOf("blobs", hash);
        await using var seekable = content.CanSeek ? null : await SpooledFile.CopyAsync(content, cancellationToken);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var verified = new VerifiedContent(seekable ?? content, hash, () => time.CancelAfter(_options.StallTimeout));
        if (verified.Length > MaxBlobBytes)
            throw new IOException($"Content of {verified.Length} bytes is too big for {Description}, which takes up to {MaxBlobBytes} bytes.");
        var request = new PutObjectRequest
        {
            BucketName = _address.Bucket,
            Key = name,
            InputStream = verified,
            AutoCloseStream = false,
            // Content under its hash never changes: what is there stays.
            IfNoneMatch = "*",
        };
        time.CancelAfter(_options.StallTimeout);
        try
        {
            await _client.PutObjectAsync(request, time.Token);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            // Another build was faster.
        }
        catch (Exception exception) when (verified.Failure is { } failure && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException(failure.Message, exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Explained(exception, _options.StallTimeout);
        }
    }

    /// <inheritdoc/>
    public Task RemoveBlobAsync(string hash, CancellationToken cancellationToken)
    {
        var request = new DeleteObjectRequest { BucketName = _address.Bucket, Key = NameOf("blobs", hash) };
        return AskAsync(token => _client.DeleteObjectAsync(request, token), _options.RequestTimeout, cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = _address.Bucket, Key = name };
        var response = await FindAsync(token => _client.GetObjectAsync(request, token), cancellationToken);
        return response is null ? null : new DownloadStream(response, _options.StallTimeout, Description);
    }

    private async Task<T?> FindAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(ask, _options.RequestTimeout, cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(timeout);
        try
        {
            return await ask(time.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Explained(exception, timeout);
        }
    }

    private IOException Explained(Exception exception, TimeSpan timeout) => exception switch
    {
        OperationCanceledException => new($"{Description} didn't answer within {timeout.TotalSeconds:0.#} s.", exception),
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => new($"{Description} refused: {code}: {exception.Message}", exception),
        _ => new($"{Description} can't be used: {exception.Message}", exception),
    };

    // Keys and hashes come from records and from other stores' entries: only their own alphabet may reach a name.
    private string NameOf(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length < 3 || name.AsSpan().IndexOfAnyExcept(s_hex) >= 0)
            throw new ArgumentException($"'{name}' is not a hash in lower-case hex.", nameof(name));
        return $"{_address.Prefix}{(_address.Prefix.Length > 0 ? "/" : "")}{kind}/{name[..2]}/{name}";
    }
}
