using System.Net;
using Microsoft.AspNetCore.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Secrets;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>What networks, proxies and registries do, between the client and a real docker-registry.</summary>
public sealed class FaultTests(OpenRegistry registry) : IClassFixture<OpenRegistry>
{
    private static RegistryOptions Options => RegistryContract.Options;

    private async Task<(TestImage Image, ImageReference Target)> PushedAsync(FaultProxy proxy)
    {
        var image = await TestImage.BuildAsync();
        var target = TestImage.At(registry.Host);
        using var client = new RegistryClient(Options);
        await client.PushAsync(image.Layout, target);
        return (image, target with { Registry = proxy.Host });
    }

    [RequiresRegistry]
    public async Task Server_errors_and_rate_limits_that_pass_are_waited_for()
    {
        using var proxy = new FaultProxy(registry.Host);
        proxy.Status("GET", "/manifests/", 503).Status("GET", "/blobs/", 502, 2).Status("HEAD", "/manifests/", 429, 1, "", ("Retry-After", "0")).Status("POST", "/uploads/", 500).Status("PUT", "/manifests/", 504);
        using var image = await TestImage.BuildAsync();
        using var client = new RegistryClient(Options);
        var target = TestImage.At(proxy.Host);

        await client.PushAsync(image.Layout, target);
        await client.ResolveAsync(target);
        var pulled = await client.PullAsync(target, image.Folder("pulled"));

        Assert.Equal(image.Built.Digest, pulled.Digest);
    }

    [RequiresRegistry]
    public async Task The_registry_is_given_the_time_that_it_asks_for()
    {
        using var proxy = new FaultProxy(registry.Host);
        var (image, target) = await PushedAsync(proxy);
        using var _ = image;
        proxy.Status("HEAD", "/manifests/", 429, 1, "", ("Retry-After", "7"));
        var clock = new ImpatientTime();
        using var client = new RegistryClient(Options with { Time = clock });

        await client.ResolveAsync(target);

        Assert.Equal([TimeSpan.FromSeconds(7)], clock.Waited);
    }

    [RequiresRegistry]
    public async Task Who_is_asked_to_wait_too_long_is_told_so()
    {
        using var proxy = new FaultProxy(registry.Host);
        var (image, target) = await PushedAsync(proxy);
        using var _ = image;
        proxy.Status("HEAD", "/manifests/", 429, 9, """{"errors":[{"code":"TOOMANYREQUESTS","message":"pull rate limit"}]}""", ("Retry-After", "3600"));
        using var client = new RegistryClient(Options);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(target));

        Assert.Equal(("PIPE3106", (HttpStatusCode?)HttpStatusCode.TooManyRequests, TimeSpan.FromHours(1)), (error.Code.Id, error.Status, error.RetryAfter));
        Assert.Contains("3,600 s", error.Message);
        Assert.Single(proxy.Requests);
    }

    [RequiresRegistry]
    public async Task A_registry_that_keeps_failing_is_named()
    {
        using var proxy = new FaultProxy(registry.Host);
        proxy.Status("HEAD", "/manifests/", 503, 99, "<html>down</html>");
        using var client = new RegistryClient(Options with { Retries = 2 });

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(TestImage.At(proxy.Host)));

        Assert.Equal(("PIPE3105", true), (error.Code.Id, error.IsTransient));
        Assert.Contains(proxy.Host, error.Message);
        Assert.Equal(3, proxy.Requests.Count);
    }

    [RequiresRegistry]
    public async Task A_blob_that_breaks_off_goes_on_where_it_was()
    {
        using var proxy = new FaultProxy(registry.Host);
        var (image, target) = await PushedAsync(proxy);
        using var _ = image;
        proxy.CutAnswer($"/blobs/{image.Built.Layers[0].Digest}");
        using var client = new RegistryClient(Options);

        var pulled = await client.PullAsync(target, image.Folder("pulled"));

        Assert.Equal(image.Built.Digest, pulled.Digest);
        Assert.Equal(image.Built.Layers[0].Digest, Digest.Of(await File.ReadAllBytesAsync(Path.Combine(image.Folder("pulled"), "blobs", "sha256", image.Built.Layers[0].Digest.Hex))));
        Assert.Contains(proxy.Ranges, x => x.StartsWith("bytes=", StringComparison.Ordinal) && x != "bytes=0-");
    }

    [RequiresRegistry]
    public async Task A_falsified_blob_is_refused_and_leaves_nothing()
    {
        using var proxy = new FaultProxy(registry.Host);
        var (image, target) = await PushedAsync(proxy);
        using var _ = image;
        proxy.Falsify($"/blobs/{image.Built.Layers[0].Digest}", 99);
        using var client = new RegistryClient(Options);

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.PullAsync(target, image.Folder("pulled")));

        Assert.Equal("PIPE3108", error.Code.Id);
        Assert.Contains(image.Built.Layers[0].Digest.ToString(), error.Message);
        Assert.False(File.Exists(Path.Combine(image.Folder("pulled"), "index.json")));
        Assert.All(Directory.GetFiles(Path.Combine(image.Folder("pulled"), "blobs", "sha256")), x => Assert.Equal(Path.GetFileName(x), Digest.Of(File.ReadAllBytes(x)).Hex));
    }

    [RequiresRegistry]
    public async Task A_falsified_manifest_is_refused()
    {
        using var proxy = new FaultProxy(registry.Host);
        var (image, target) = await PushedAsync(proxy);
        using var _ = image;
        proxy.Falsify("/manifests/", 99);
        using var client = new RegistryClient(Options);

        foreach (var ask in (Func<Task>[])[() => client.ResolveAsync(target), () => client.PullAsync(target, image.Folder("none")), () => client.TagAsync(target, "x"), () => client.CopyAsync(target, TestImage.At(registry.Host))])
            Assert.Contains((await Assert.ThrowsAsync<RegistryException>(ask)).Code.Id, new[] { "PIPE3108", "PIPE3110" });
    }

    [RequiresRegistry]
    public async Task Interrupted_uploads_come_to_their_end()
    {
        foreach (var arrange in (Action<FaultProxy>[])
        [
            x => x.CutRequest("PATCH", "/uploads/", 2), x => x.LoseAnswer("PATCH", "/uploads/"), x => x.Status("PATCH", "/uploads/", 500),
            x => x.CutRequest("PUT", "/uploads/", 2), x => x.LoseAnswer("PUT", "/uploads/"), x => x.CutRequest("POST", "/uploads/"), x => x.LoseAnswer("POST", "/uploads/"),
            x => x.LoseAnswer("PUT", "/manifests/"), x => x.Status("PATCH", "/uploads/", 416), x => x.Status("PATCH", "/uploads/", 405, 9), x => x.Status("PATCH", "/uploads/", 429, 1, "", ("Retry-After", "0")),
        ])
        {
            using var proxy = new FaultProxy(registry.Host);
            arrange(proxy);
            using var image = await TestImage.BuildAsync();
            using var client = new RegistryClient(Options);
            var target = TestImage.At(proxy.Host);

            await client.PushAsync(image.Layout, target);

            Assert.Equal(image.Built.Digest, (await client.PullAsync(target with { Registry = registry.Host }, image.Folder("pulled"))).Digest);
        }
    }

    [Fact]
    public async Task An_upload_goes_on_where_the_registry_says()
    {
        using var fake = new FakeRegistry();
        using var proxy = new FaultProxy(fake.Host);
        using var image = await TestImage.BuildAsync();
        using var client = new RegistryClient(Options);
        var patches = 0;
        proxy.On("PATCH", "/uploads/", async context =>
        {
            if (++patches == 2)
                await proxy.LoseAsync(context); // The registry has the second piece, the client doesn't know.
            else
                await proxy.PassAsync(context);
        }, 99);

        await client.PushAsync(image.Layout, TestImage.At(proxy.Host));

        Assert.Equal(1, fake.Requests.Count(x => x.StartsWith("GET", StringComparison.Ordinal) && x.Contains("/uploads/")));
        Assert.Equal(5, patches); // 200,000 bytes and a little in pieces of 50,000: none was sent twice.
        Assert.Equal(2, fake.Requests.Count(x => x.StartsWith("POST", StringComparison.Ordinal)));
    }

    [RequiresRegistry]
    public async Task What_the_registry_refuses_is_given_with_its_reason()
    {
        using var proxy = new FaultProxy(registry.Host);
        proxy.Status("PUT", "/manifests/", 400, 1, """{"errors":[{"code":"MANIFEST_INVALID","message":"tag is immutable"}]}""")
            .Status("POST", "/uploads/", 403, 1, """{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""");
        using var image = await TestImage.BuildAsync();
        using var client = new RegistryClient(Options with { Concurrency = 1 });
        var target = TestImage.At(proxy.Host);

        var denied = await Assert.ThrowsAsync<RegistryException>(() => client.PushAsync(image.Layout, target));
        var refused = await Assert.ThrowsAsync<RegistryException>(() => client.PushAsync(image.Layout, target));

        Assert.Equal(("PIPE3101", "DENIED"), (denied.Code.Id, denied.RegistryCodes.Single()));
        Assert.Contains(target.ToString(), denied.Message);
        Assert.Equal("PIPE3107", refused.Code.Id);
        Assert.Contains("tag is immutable", refused.Message);
    }

    [RequiresRegistry]
    public async Task A_blob_elsewhere_is_fetched_without_the_registrys_credentials()
    {
        await using var locked = await DockerRegistry.StartWithPasswordsAsync();
        using var image = await TestImage.BuildAsync();
        using var store = new BlobServer(image.Layout);
        using var proxy = new FaultProxy(locked.Host);
        using var client = new RegistryClient(Options with { Credentials = new RegistryCredentials(new Dictionary<string, RegistryCredential> { [proxy.Host] = new("bob", new Secret("builder")) }) });
        var target = TestImage.At(proxy.Host);
        await client.PushAsync(image.Layout, target);
        proxy.On("GET", "/blobs/", context =>
        {
            Assert.NotEmpty(context.Request.Headers["Authorization"]!);
            context.Response.Redirect($"http://{store.Host}/{context.Request.Target().Split('/')[^1]}?signature=x");
            return Task.CompletedTask;
        }, 99);

        var pulled = await client.PullAsync(target, image.Folder("pulled"));

        Assert.Equal(2, pulled.BlobsTransferred);
        Assert.Equal(["", ""], store.Authorizations);
    }

    [RequiresRegistry]
    public async Task Circles_of_redirects_end()
    {
        using var proxy = new FaultProxy(registry.Host);
        proxy.On("HEAD", "/", context =>
        {
            context.Response.Redirect(context.Request.Target());
            return Task.CompletedTask;
        }, 99);
        using var client = new RegistryClient(Options);

        Assert.Contains("circles", (await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(TestImage.At(proxy.Host)))).Message);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_named()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var host = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        using var client = new RegistryClient(Options with { Retries = 1 });

        var refused = await Assert.ThrowsAsync<RegistryException>(() => client.CheckAsync(host));
        var unknown = await Assert.ThrowsAsync<RegistryException>(() => client.CheckAsync("registry.invalid"));

        Assert.Equal(("PIPE3103", "PIPE3103"), (refused.Code.Id, unknown.Code.Id));
        Assert.Contains(host, refused.Message);
        Assert.Contains("registry.invalid", unknown.Message);
    }

    [RequiresRegistry]
    public async Task Silence_is_not_waited_for_for_ever()
    {
        using var proxy = new FaultProxy(registry.Host);
        using var end = new CancellationTokenSource();
        proxy.On("HEAD", "/manifests/", _ => Task.Delay(Timeout.Infinite, end.Token), 9);
        using var client = new RegistryClient(Options with { Timeout = TimeSpan.FromMilliseconds(200), Retries = 1 });

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(TestImage.At(proxy.Host)));
        await end.CancelAsync();

        Assert.Equal("PIPE3103", error.Code.Id);
        Assert.Contains("sent nothing", error.Message);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [RequiresRegistry]
    public async Task A_cancelled_pull_is_cancelled_and_not_failed()
    {
        using var proxy = new FaultProxy(registry.Host);
        using var cancel = new CancellationTokenSource();
        proxy.On("HEAD", "/manifests/", async _ => await cancel.CancelAsync(), 9);
        using var client = new RegistryClient(Options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ResolveAsync(TestImage.At(proxy.Host), cancel.Token));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_named_as_such()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = $"localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var serving = Task.Run(async () =>
        {
            using var connection = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(connection.GetStream());
            await Record.ExceptionAsync(() => tls.AuthenticateAsServerAsync(certificate));
        });
        using var client = new RegistryClient(Options with { Schemes = new Dictionary<string, RegistryScheme> { [host] = RegistryScheme.Https } });

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.CheckAsync(host));
        await serving;

        Assert.Equal(("PIPE3104", false), (error.Code.Id, error.IsTransient));
        Assert.Contains("certificate", error.Message);
    }

    [RequiresRegistry]
    public async Task Plain_http_where_tls_was_meant_is_named_as_such()
    {
        using var client = new RegistryClient(Options with { Schemes = new Dictionary<string, RegistryScheme> { [registry.Host] = RegistryScheme.Https } });

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.CheckAsync(registry.Host));

        Assert.Equal("PIPE3104", error.Code.Id);
        Assert.Contains("plain HTTP", error.Message);
    }

    [Fact]
    public async Task A_realm_without_tls_gets_no_credentials_from_a_registry_with_it()
    {
        var challenge = new Containers.Registries.Http.Challenge(true, "http://attacker.example/token", null, []);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var options = new RegistryOptions();
        var exchange = new Containers.Registries.Http.HttpExchange(http, options);
        var tokens = new Containers.Registries.Http.TokenClient(exchange, new(options), options);
        var request = new Containers.Registries.Http.RegistryRequest(HttpMethod.Get, new Uri("https://ghcr.io/v2/"), "ghcr.io", "Asking");

        var error = await Assert.ThrowsAsync<RegistryException>(() => tokens.RequestAsync(challenge, request, new RegistryCredential("bob", new Secret("x")), default));

        Assert.Equal("PIPE3104", error.Code.Id);
    }

    [Fact]
    public void Plain_http_is_for_this_machine_alone()
    {
        var options = new RegistryOptions { Schemes = new Dictionary<string, RegistryScheme> { ["registry.lan:5000"] = RegistryScheme.Http, ["localhost:5443"] = RegistryScheme.Https } };

        Assert.All(["localhost", "localhost:5000", "127.0.0.1:1", "[::1]:5000", "registry.lan:5000"], x => Assert.Equal(RegistryScheme.Http, options.SchemeOf(x)));
        Assert.All(["ghcr.io", "registry.lan", "localhost.example", "10.0.0.1:5000", "localhost:5443"], x => Assert.Equal(RegistryScheme.Https, options.SchemeOf(x)));
    }

    /// <summary>Serves blobs from a layout, without asking who wants them.</summary>
    private sealed class BlobServer(string layout) : LocalServer
    {
        protected override async Task AnswerAsync(HttpContext context)
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(layout, "blobs", "sha256", context.Request.Path.Value!.Split(':')[^1]));
            await context.Response.Body.WriteAsync(content);
        }
    }

    /// <summary>Waits are over at once, and noted; but for time-outs.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime <= TimeSpan.Zero || dueTime >= TimeSpan.FromSeconds(100))
                return base.CreateTimer(callback, state, dueTime, period);
            lock (Waited)
                Waited.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
