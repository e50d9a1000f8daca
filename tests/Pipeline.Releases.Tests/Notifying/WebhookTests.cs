using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Releases.Notifying;
using Pipeline.Secrets;

namespace Pipeline.Releases.Tests.Notifying;

public class WebhookTests
{
    private static readonly ReleaseEvent RolledBack = new() { Kind = ReleaseEventKind.RolledBack, Application = "agentkit", Environment = "production", Number = 42, By = "ana", Detail = "smoke-test failed: <!channel> & more", Link = new Uri("https://ci.example.com/1") };

    [Fact]
    public void What_others_wrote_cannot_mention_everybody()
    {
        var text = (string)WebhookNotifier.Body(RolledBack)["text"]!;

        Assert.Equal("Release 42 of agentkit to production was taken back, by ana.\nsmoke-test failed: &lt;!channel&gt; &amp; more\n<https://ci.example.com/1>", text);
    }

    [Theory]
    [InlineData(ReleaseEventKind.Planned, "waits for approval")]
    [InlineData(ReleaseEventKind.Promoted, "is promoted")]
    [InlineData(ReleaseEventKind.NeedsPerson, "a person must decide")]
    public void Each_event_says_what_happened(ReleaseEventKind kind, string expected) =>
        Assert.Contains(expected, (string)WebhookNotifier.Body(RolledBack with { Kind = kind })["text"]!, StringComparison.Ordinal);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", true, null)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", false, "answered 404")]
    [InlineData("", false, "didn't answer in time")]
    public async Task A_failure_to_tell_is_a_warning_without_the_address(string answer, bool isTold, string? warning)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/services/T0/secret-part";
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(listener, answer, stop.Token);
        using var client = new HttpClient();
        var warnings = new List<string>();

        var told = await new WebhookNotifier(client, new Secret(address), warnings.Add) { Timeout = TimeSpan.FromMilliseconds(answer.Length == 0 ? 200 : 30_000) }.TellAsync(RolledBack, default);

        Assert.Equal(isTold, told);
        if (warning is null)
            Assert.Empty(warnings);
        else
            Assert.Contains(warning, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.All(warnings, x => Assert.DoesNotContain("secret-part", x, StringComparison.Ordinal));
        await stop.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1:1/nobody-listens")]
    public async Task An_address_that_leads_nowhere_is_a_warning(string address)
    {
        using var client = new HttpClient();
        var warnings = new List<string>();

        Assert.False(await new WebhookNotifier(client, new Secret(address), warnings.Add).TellAsync(RolledBack, default));

        Assert.DoesNotContain(address, Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TcpListener listener, string answer, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = await listener.AcceptTcpClientAsync(cancellationToken);
            await using var stream = connection.GetStream();
            var buffer = new byte[8192];
            var request = new StringBuilder();
            while (!request.ToString().Contains("1>\"}", StringComparison.Ordinal) && !request.ToString().Contains("1\\u003E\"}", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                    break;
                request.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }

            if (answer.Length > 0)
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The test has ended.
        }
    }
}
