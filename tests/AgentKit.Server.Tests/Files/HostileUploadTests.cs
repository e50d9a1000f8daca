using System.Net.Sockets;
using System.Text;
using AgentKit.Server.Access;

namespace AgentKit.Server.Tests.Files;

public sealed class HostileUploadTests(HostileUploadTests.LimitedService limited) : IClassFixture<HostileUploadTests.LimitedService>
{
    private readonly FileService _service = limited.Service;

    public static TheoryData<string> Cases => [.. HostileUploads.All.Select(x => x.Description)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_refused_and_nothing_of_it_is_stored(string description)
    {
        var hostile = HostileUploads.All.Single(x => x.Description == description);
        var before = await _service.CountAsync();
        var query = hostile.Query ?? $"category={hostile.Category}&name={Uri.EscapeDataString(hostile.Name)}";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/clients/{hostile.Client}/files?{query}", UriKind.Relative)) { Content = new ByteArrayContent(hostile.Content) };
        if (hostile.Type is { } type)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (hostile.Header is { } header)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        request.Headers.TransferEncodingChunked = hostile.IsChunked;

        var answer = await _service.SendAsync(request);

        Assert.True((int)answer.Status == hostile.Status, $"{(int)answer.Status} instead of {hostile.Status}: {answer.Body}");
        if (hostile.Problem.Length > 0)
            Assert.True(answer.Problem == hostile.Problem, answer.Body);
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Equal(before, await _service.CountAsync());
    }

    [Fact]
    public void There_are_more_than_sixty_of_them_each_with_a_name_of_its_own() =>
        Assert.True(HostileUploads.All.Select(x => x.Description).Distinct().Count() is var count && count == HostileUploads.All.Count && count > 60);

    [Theory]
    [InlineData(null, 401)]
    [InlineData("viewer", 403)]
    public async Task Nobody_and_a_viewer_upload_nothing(string? role, int status)
    {
        using var http = _service.Running.As(role is null ? null : CallerRole.Viewer);
        using var content = new ByteArrayContent(SampleContent.Pdf);

        using var response = await http.PostAsync(FileService.Address("other", "a.pdf"), content);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_ends_too_early_stores_nothing()
    {
        var before = await _service.CountAsync();

        var answer = await RawAsync(100_000, SampleContent.Pdf, closes: true);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == before, "nothing is left");
    }

    [Fact]
    public async Task A_body_that_trickles_is_ended_with_408_and_stores_nothing()
    {
        await using var service = await FileService.StartAsync(FileService.Settings with { MinBytesPerSecond = 1_000_000, SlowGrace = TimeSpan.FromSeconds(2) });

        var answer = await RawAsync(100_000_000, [.. SampleContent.Pdf, .. new byte[100_000]], closes: false, service);

        Assert.StartsWith("HTTP/1.1 408", answer);
        await ServiceProcess.UntilAsync(async () => await service.CountAsync() == (0, 0, 0), "nothing is left");
    }

    /// <summary>A request as no library would send it: it announces more than it sends.</summary>
    private async Task<string> RawAsync(int announced, byte[] content, bool closes, FileService? service = null)
    {
        var running = (service ?? _service).Running;
        using var socket = new TcpClient();
        await socket.ConnectAsync(running.Address.Host, running.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {FileService.Address("other", "a.pdf")} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {running.Token(CallerRole.Member)}\r\nContent-Length: {announced}\r\n\r\n"));
        await stream.WriteAsync(content);
        if (closes)
            socket.Client.Shutdown(SocketShutdown.Send);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var reply = new byte[4096];
        try
        {
            return Encoding.UTF8.GetString(reply, 0, await stream.ReadAsync(reply, bound.Token));
        }
        catch (IOException)
        {
            return "";
        }
    }

    public sealed class LimitedService : IAsyncLifetime
    {
        internal FileService Service { get; private set; } = null!;

        public async Task InitializeAsync() => Service = await FileService.StartAsync(FileService.Settings with { ContractsMaxBytes = 500_000, ArchiveMaxEntries = 1000 });

        public async Task DisposeAsync() => await Service.DisposeAsync();
    }
}
