using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Components.Caching;
using Pipeline.Engine.Caching;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Caching;

/// <summary>Servers that don't answer, answer nonsense, or fall silent.</summary>
public sealed class UnreachableServerTests
{
    private static readonly S3CacheStoreOptions s_short = new() { RequestTimeout = TimeSpan.FromMilliseconds(500), StallTimeout = TimeSpan.FromMilliseconds(500), MaxRetries = 0 };

    public UnreachableServerTests()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKTEST");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "SKTEST");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_that_names_it()
    {
        using var store = new S3CacheStore(AddressOf(UnusedPort()), s_short);

        var error = await Assert.ThrowsAsync<IOException>(() => store.FindEntryAsync("aa11", CancellationToken.None));

        Assert.Contains("S3 bucket builds/a at 127.0.0.1:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var server = new Silent("");
        using var store = new S3CacheStore(AddressOf(server.Port), s_short);
        var time = Stopwatch.StartNew();

        var found = await Assert.ThrowsAsync<IOException>(() => store.FindEntryAsync("aa11", CancellationToken.None));
        var sent = await Assert.ThrowsAsync<IOException>(() => store.SaveBlobAsync(HashOf("x"), new MemoryStream("x"u8.ToArray()), CancellationToken.None));

        Assert.Contains("didn't answer within 0.5 s", found.Message, StringComparison.Ordinal);
        Assert.Contains("didn't answer within 0.5 s", sent.Message, StringComparison.Ordinal);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(30), $"It took {time.Elapsed}.");
    }

    [Fact]
    public async Task A_download_that_falls_silent_is_given_up()
    {
        using var server = new Silent("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        using var store = new S3CacheStore(AddressOf(server.Port), s_short with { RequestTimeout = TimeSpan.FromSeconds(10) });

        await using var stream = await store.OpenBlobAsync(HashOf("x"), CancellationToken.None);
        var error = await Assert.ThrowsAsync<IOException>(() => stream!.CopyToAsync(Stream.Null));

        Assert.Contains("sent nothing for 0.5 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_goes_on_without_the_server()
    {
        var directory = Directory.CreateTempSubdirectory("pipeline-shared-").FullName;
        var warnings = new List<string>();
        try
        {
            using var store = new LayeredCacheStore(new LocalCacheStore(directory), new S3CacheStore(AddressOf(UnusedPort()), s_short), warnings.Add);

            Assert.Null(await store.FindEntryAsync("aa11", CancellationToken.None));
            await store.SaveBlobAsync(HashOf("x"), new MemoryStream("x"u8.ToArray()), CancellationToken.None);
            await store.SaveEntryAsync("aa11", [1], CancellationToken.None);

            Assert.Equal([1], await store.FindEntryAsync("aa11", CancellationToken.None));
            Assert.Equal(["PIPE2002", "PIPE2003"], warnings.Select(x => x[..8]));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void A_wrong_address_is_reported_and_no_address_is_the_local_store()
    {
        var local = new LocalCacheStore(Path.GetTempPath());

        Assert.Same(local, SharedCache.Over(local, null, Assert.Fail));
        Assert.Same(local, SharedCache.Over(local, " ", Assert.Fail));
        Assert.Equal("PIPE2000", Assert.Throws<PipelineException>(() => SharedCache.Over(local, "builds/a", Assert.Fail)).Code.Id);
    }

    private static CacheAddress AddressOf(int port) => CacheAddress.Parse($"s3://builds/a?endpoint=http://127.0.0.1:{port}");

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Takes connections, says one thing to the first request and then nothing.</summary>
    private sealed class Silent : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _clients = [];

        public Silent(string says)
        {
            _listener.Start();
            _ = AcceptAsync(Encoding.ASCII.GetBytes(says));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose()
        {
            _listener.Stop();
            _clients.ForEach(x => x.Dispose());
        }

        private async Task AcceptAsync(byte[] says)
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _clients.Add(client);
                    if (says.Length == 0)
                        continue;
                    await client.GetStream().ReadExactlyAsync(new byte[1]);
                    await client.GetStream().WriteAsync(says);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
