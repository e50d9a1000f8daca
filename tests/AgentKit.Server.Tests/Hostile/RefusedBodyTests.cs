using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using AgentKit.Server.Access;
using AgentKit.Server.Tests.Files;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Hostile;

/// <summary>Large bodies that are refused early: clients that send everything before they read get the refusal, not a reset.</summary>
[Trait("Speed", "Slow")]
public sealed class RefusedBodyTests : IAsyncLifetime
{
    private const int Bytes = 24 * 1024 * 1024;

    private FileService service = null!;

    public async Task InitializeAsync() => service = await FileService.StartAsync(FileService.Settings with { ContractsMaxBytes = 500_000 });

    public async Task DisposeAsync() => await service.DisposeAsync();

    public static TheoryData<string, string, int> Refused => new()
    {
        { "/v1/clients/acme/files?category=contracts&name=a.pdf", "application/pdf", 413 },
        { "/v1/clients/acme/files?category=contracts", "multipart/form-data; boundary=x", 413 },
        { "/v1/clients/acme/files?category=other&name=a.pdf", "image/png", 415 },
        { "/v1/clients/acme/files?category=nothing&name=a.pdf", "application/pdf", 400 },
        { "/v1/clients/nobody/files?category=other&name=a.pdf", "application/pdf", 404 },
        { "/v1/clients/acme/uploads/65a1b2c3d4e5f60718293a4b/parts/1", "application/pdf", 405 },
        { "/v1/clients", "application/json", 413 },
        { "/v1/clients", "application/pdf", 415 },
        { "/v1/nowhere", "application/pdf", 404 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_ordinary_client_gets_the_refusal(string path, string type, int status)
    {
        foreach (var isChunked in (bool[])[false, true])
        {
            // A connection of its own: nothing is sent again behind the test's back.
            using var http = service.Running.As(CallerRole.Member);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Content(type)) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            request.Headers.TransferEncodingChunked = isChunked;

            using var response = await http.SendAsync(request);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal((0, 0, 0), await service.CountAsync());
    }

    [Fact]
    public async Task Nobody_gets_401_after_sending_it_all()
    {
        using var content = new ByteArrayContent(new byte[Bytes]);

        using var response = await service.Running.Client.PostAsync(FileService.Address("other", "a.pdf"), content);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [RequiresTool("curl", "sudo apt-get install curl")]
    public async Task Curl_gets_it_with_and_without_asking_first()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, new byte[Bytes]);
        foreach (var expect in (string[])["Expect: 100-continue", "Expect:"])
        {
            string[] arguments = ["--silent", "--show-error", "--request", "POST", "--upload-file", file, "--header", expect, "--header", $"Authorization: Bearer {service.Running.Token(CallerRole.Member)}", "--output", "/dev/null", "--write-out", "%{http_code}",
                new Uri(service.Running.Address, FileService.Address("contracts", "a.pdf")).AbsoluteUri];
            using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (answer, error) = (await curl.StandardOutput.ReadToEndAsync(), await curl.StandardError.ReadToEndAsync());
            await curl.WaitForExitAsync();
            Assert.Equal(("413", "", 0), (answer, error, curl.ExitCode));
        }

        File.Delete(file);
    }

    /// <summary>Begins as a form whose first part is a PDF, or as a PDF.</summary>
    private static byte[] Content(string type) => type.StartsWith("multipart/", StringComparison.Ordinal)
        ? [.. "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"u8, .. SampleContent.Pdf, .. new byte[Bytes]]
        : [.. SampleContent.Pdf, .. new byte[Bytes]];
}
